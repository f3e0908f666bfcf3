package dev.morgana.sockets;

import org.jspecify.annotations.Nullable;

/// That an epoll instance watches a descriptor. Linked into the descriptor's list, and, while the descriptor seems ready, into the
/// instance's ready list. Guarded by the stack's lock.
final class Registration {
    final EpollInstance epoll;
    final Descriptor target;
    final int number;
    int events;
    boolean armed = true;
    boolean queued;
    @Nullable Registration nextOfTarget;
    @Nullable Registration nextReady;
    @Nullable Registration previousReady;

    Registration(EpollInstance epoll, Descriptor target, int number, int events) {
        this.epoll = epoll;
        this.target = target;
        this.number = number;
        this.events = events;
    }

    /// The descriptor's readiness is now `ready`.
    void settle(int ready) {
        if (armed && !queued && !epoll.closed() && Readiness.wanted(ready, events) != 0) {
            epoll.enqueue(this);
        }
    }
}
