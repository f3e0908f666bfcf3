package dev.morgana.wire;

import org.jspecify.annotations.Nullable;

/// What waits, the oldest first; it owns that. Its elements are linked through themselves, so that none is lost when there is no memory. Not thread-safe.
///
/// @param <T> the elements
public final class LinkedQueue<T extends LinkedQueue.Link<T>> {
    private @Nullable T first;
    private @Nullable T last;
    private int size;

    /// What a queue can hold. One at a time holds it.
    ///
    /// @param <T> the class itself
    public abstract static class Link<T> {
        /// The next younger in the queue; free for other use while it is in none.
        @Nullable T next;

        /// In no queue.
        protected Link() {}
    }

    /// A queue in which nothing waits.
    public LinkedQueue() {}

    /// How many wait.
    public int size() {
        return size;
    }

    /// Whether none waits.
    public boolean isEmpty() {
        return size == 0;
    }

    /// Lets an element that is in no queue wait behind the others; takes ownership.
    public void add(T element) {
        element.next = null;
        if (last == null) {
            first = element;
        } else {
            last.next = element;
        }
        last = element;
        size++;
    }

    /// The oldest, which is the caller's from now on; null when none waits.
    public @Nullable T poll() {
        T element = first;
        if (element != null) {
            first = element.next;
            element.next = null;
            last = first == null ? null : last;
            size--;
        }
        return element;
    }
}
