package dev.morgana.sockets;

import java.io.IOException;
import java.net.SocketException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// An open end of something: a socket, a pipe's end, a counter, a set of others. Public methods may be called by any thread and enter
/// the stack themselves; the others are called inside it.
public abstract sealed class Descriptor
        permits StreamSocket,
                DatagramSocket,
                PipeSource,
                PipeSink,
                EventCounter,
                EpollInstance,
                Occasion {
    /// The stack whose lock guards this.
    final Stack stack;

    /// Whether the note that readiness may have changed is already on the stack's list.
    boolean noted;

    /// The next on that list.
    @Nullable Descriptor nextNoted;

    private @Nullable Waiter waiters;
    private @Nullable Registration registrations;
    private @Nullable Map<Integer, Integer> remembered;
    private boolean nonBlocking;
    private boolean closed;

    Descriptor(Stack stack) {
        this.stack = stack;
    }

    /// All bits of [Readiness] that hold now.
    abstract int readiness();

    /// Gives back what lies below; called once.
    abstract void release(long now);

    /// Reads up to `count` (at least 1) bytes.
    ///
    /// @return bytes read, or an [Outcome]
    /// @throws IOException as Linux and the JDK would
    public int read(byte[] to, int offset, int count) throws IOException {
        throw new SocketException("Invalid argument");
    }

    /// Writes up to `count` (at least 1) bytes; all, if it blocks.
    ///
    /// @return bytes written, or an [Outcome]
    /// @throws IOException as Linux and the JDK would
    public int write(byte[] from, int offset, int count) throws IOException {
        throw new SocketException("Invalid argument");
    }

    /// Bytes that can be read at once.
    public int available() throws IOException {
        return 0;
    }

    /// Whether operations wait. They do at first.
    public final void blocking(boolean waits) {
        stack.enter();
        nonBlocking = !waits;
        stack.leave();
    }

    /// Remembers the value of an option that has no effect here.
    public final void remember(int option, int value) {
        stack.enter();
        try {
            if (remembered == null) {
                remembered = new HashMap<>();
            }
            remembered.put(option, value);
        } finally {
            stack.leave();
        }
    }

    /// The value that an option without effect was set to, or `otherwise`.
    public final int remembered(int option, int otherwise) {
        stack.enter();
        try {
            return remembered == null ? otherwise : remembered.getOrDefault(option, otherwise);
        } finally {
            stack.leave();
        }
    }

    /// Waits until any of `events`, an error or a hang-up is there.
    ///
    /// @param timeout nanoseconds; negative for ever
    /// @return what is there; 0 when the time is over
    public final int poll(int events, long timeout) {
        long deadline = deadline(timeout);
        stack.enter();
        try {
            while (!closed) {
                int ready = Readiness.wanted(readiness(), events);
                if (ready != 0 || timeout == 0 || !await(events, deadline)) {
                    return ready;
                }
            }
            return Readiness.wanted(Readiness.HANG_UP | Readiness.IN | Readiness.OUT, events);
        } finally {
            stack.leave();
        }
    }

    /// Parks the calling thread once, unless it is closed or one of `events` is there: until one may be there, until it is closed,
    /// until [#wake], until the time is over, or until the thread is unparked or interrupted. For callers that look again anyhow.
    ///
    /// @param timeout nanoseconds; 0 for ever
    /// @param wanted asked when no wake-up can be missed any more; on false there is no wait
    public final void park(int events, long timeout, BooleanSupplier wanted) {
        Waiter waiter = new Waiter(events);
        stack.enter();
        boolean waits = !closed && Readiness.wanted(readiness(), events) == 0;
        if (waits) {
            add(waiter);
        }
        stack.leave();
        if (!waits) {
            return;
        }
        try {
            if (wanted.getAsBoolean()) {
                if (timeout == 0) {
                    LockSupport.park(this);
                } else {
                    LockSupport.parkNanos(this, timeout);
                }
            }
        } finally {
            stack.enter();
            remove(waiter);
            stack.leave();
        }
    }

    /// Lets those go on that wait for one of `events`, though it may not be there.
    public final void wake(int events) {
        stack.enter();
        for (Waiter waiter = waiters; waiter != null; waiter = waiter.next) {
            if (!waiter.woken && (waiter.events & events) != 0) {
                stack.wake(waiter);
            }
        }
        stack.leave();
    }

    /// Closes it: what lies below is given back, threads that wait are woken, and nobody watches it any more. Its number stays taken
    /// until [DescriptorTable#remove]. Calling it again does nothing.
    public final void close() {
        stack.enter();
        try {
            if (!closed) {
                closed = true;
                release(stack.now());
                dropRegistrations();
                wakeAll();
            }
        } finally {
            stack.leave();
        }
    }

    /// Whether it was closed.
    public final boolean isClosed() {
        stack.enter();
        boolean result = closed;
        stack.leave();
        return result;
    }

    /// Whether operations must not wait.
    final boolean nonBlocking() {
        return nonBlocking;
    }

    /// Whether it was closed.
    final boolean closed() {
        return closed;
    }

    /// Notes that readiness may have changed. May be called from within a protocol.
    final void changed() {
        if (!noted && (waiters != null || registrations != null)) {
            stack.note(this);
        }
    }

    /// Wakes threads and tells epoll instances, as far as what they want is there.
    final void settle() {
        int ready = readiness();
        for (Waiter waiter = waiters; waiter != null; waiter = waiter.next) {
            if (!waiter.woken && Readiness.wanted(ready, waiter.events) != 0) {
                stack.wake(waiter);
            }
        }
        for (Registration r = registrations; r != null; r = r.nextOfTarget) {
            r.settle(ready);
        }
    }

    /// Waits, with the lock given back meanwhile, until one of `events` may be there or it is closed. A pending interrupt neither
    /// ends the wait nor gets lost: the JDK closes what an interrupted thread waits for, where it wants that.
    ///
    /// @param deadline monotonic nanoseconds, [Long#MAX_VALUE] for never
    /// @return whether there is a reason to try again; false when the time is over
    final boolean await(int events, long deadline) {
        Waiter waiter = new Waiter(events);
        add(waiter);
        stack.waits();
        stack.leave();
        boolean interrupted = false;
        boolean late = false;
        while (!waiter.woken && !late) {
            if (deadline == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                long left = deadline - stack.now();
                late = left <= 0;
                if (!late) {
                    LockSupport.parkNanos(this, left);
                }
            }
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        stack.enter();
        remove(waiter);
        return waiter.woken;
    }

    /// When a timeout that begins now ends.
    final long deadline(long timeout) {
        if (timeout < 0) {
            return Long.MAX_VALUE;
        }
        long end = stack.now() + timeout;
        return end < 0 ? Long.MAX_VALUE : end;
    }

    /// The registration with an epoll instance, or null.
    final @Nullable Registration registration(EpollInstance epoll) {
        Registration r = registrations;
        while (r != null && r.epoll != epoll) {
            r = r.nextOfTarget;
        }
        return r;
    }

    /// Lets an epoll instance watch this. Registrations of closed instances go on this occasion.
    final void add(Registration registration) {
        for (Registration r = registrations; r != null; r = r.nextOfTarget) {
            if (r.epoll.closed()) {
                remove(r);
            }
        }
        registration.nextOfTarget = registrations;
        registrations = registration;
    }

    /// Ends that.
    final void remove(Registration registration) {
        if (registrations == registration) {
            registrations = registration.nextOfTarget;
            return;
        }
        for (Registration r = registrations; r != null; r = r.nextOfTarget) {
            if (r.nextOfTarget == registration) {
                r.nextOfTarget = registration.nextOfTarget;
                return;
            }
        }
    }

    private void dropRegistrations() {
        for (Registration r = registrations; r != null; r = r.nextOfTarget) {
            r.epoll.forget(r);
        }
        registrations = null;
    }

    private void wakeAll() {
        for (Waiter waiter = waiters; waiter != null; waiter = waiter.next) {
            if (!waiter.woken) {
                stack.wake(waiter);
            }
        }
    }

    private void add(Waiter waiter) {
        waiter.next = waiters;
        if (waiters != null) {
            waiters.previous = waiter;
        }
        waiters = waiter;
    }

    private void remove(Waiter waiter) {
        if (waiter.previous == null) {
            waiters = waiter.next;
        } else {
            waiter.previous.next = waiter.next;
        }
        if (waiter.next != null) {
            waiter.next.previous = waiter.previous;
        }
    }
}
