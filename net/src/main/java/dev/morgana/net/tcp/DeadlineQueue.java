package dev.morgana.net.tcp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Connections by their next deadline: a binary heap. A deadline that moves back stays in its place until it comes up, so that the
/// retransmission timer, restarted by each acknowledgment, costs nothing.
final class DeadlineQueue {
    private @Nullable SocketPair[] heap = new SocketPair[64];
    private int size;

    /// The time of the first entry, never later than the first true deadline, or [SocketPair#NEVER].
    long next() {
        SocketPair first = heap[0];
        return first == null ? SocketPair.NEVER : first.scheduled;
    }

    /// Takes the deadline of an entry into account, which may have changed.
    void update(SocketPair entry) {
        long deadline = entry.deadline();
        if (entry.heapIndex >= 0 && deadline >= entry.scheduled) {
            return;
        }
        if (deadline == SocketPair.NEVER) {
            return;
        }
        entry.scheduled = deadline;
        if (entry.heapIndex < 0) {
            reserve(size + 1);
            place(entry, size++);
        }
        siftUp(entry);
    }

    /// Makes room for so many entries.
    void reserve(int entries) {
        if (entries > heap.length) {
            heap = Arrays.copyOf(heap, Math.max(entries, 2 * heap.length));
        }
    }

    /// Removes and gives an entry whose deadline is not after `now`, or null.
    @Nullable SocketPair due(long now) {
        SocketPair first = heap[0];
        while (first != null && first.scheduled <= now) {
            long deadline = first.deadline();
            if (deadline <= now || deadline == SocketPair.NEVER) {
                remove(first);
            }
            if (deadline <= now) {
                return first;
            }
            if (deadline != SocketPair.NEVER) {
                first.scheduled = deadline;
                siftDown(first);
            }
            first = heap[0];
        }
        return null;
    }

    /// Removes an entry, if it is there.
    void remove(SocketPair entry) {
        int hole = entry.heapIndex;
        if (hole < 0) {
            return;
        }
        entry.heapIndex = -1;
        entry.scheduled = SocketPair.NEVER;
        SocketPair last = heap[--size];
        heap[size] = null;
        if (last != null && last != entry) {
            place(last, hole);
            siftUp(last);
            siftDown(last);
        }
    }

    private void place(SocketPair entry, int index) {
        heap[index] = entry;
        entry.heapIndex = index;
    }

    private void siftUp(SocketPair entry) {
        int index = entry.heapIndex;
        while (index > 0) {
            SocketPair parent = heap[(index - 1) >>> 1];
            if (parent == null || parent.scheduled <= entry.scheduled) {
                break;
            }
            place(parent, index);
            index = (index - 1) >>> 1;
        }
        place(entry, index);
    }

    private void siftDown(SocketPair entry) {
        int index = entry.heapIndex;
        SocketPair child = earlierChild(index);
        while (child != null && child.scheduled < entry.scheduled) {
            int below = child.heapIndex;
            place(child, index);
            index = below;
            child = earlierChild(index);
        }
        place(entry, index);
    }

    private @Nullable SocketPair earlierChild(int index) {
        int left = 2 * index + 1;
        if (left >= size) {
            return null;
        }
        SocketPair one = heap[left];
        SocketPair other = left + 1 < size ? heap[left + 1] : null;
        return one != null && other != null && other.scheduled < one.scheduled ? other : one;
    }
}
