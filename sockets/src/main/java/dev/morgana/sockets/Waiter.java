package dev.morgana.sockets;

import org.jspecify.annotations.Nullable;

/// A thread that waits for a descriptor; linked into its list. All fields but `woken` are guarded by the stack's lock.
final class Waiter {
    final Thread thread = Thread.currentThread();
    final int events;
    volatile boolean woken;
    @Nullable Waiter next;
    @Nullable Waiter previous;

    /// The next of those that the same operation woke. Written once.
    @Nullable Waiter nextWoken;

    Waiter(int events) {
        this.events = events;
    }
}
