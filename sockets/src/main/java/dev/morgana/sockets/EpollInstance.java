package dev.morgana.sockets;

import org.jspecify.annotations.Nullable;

/// A set of watched descriptors with the list of those that are ready (`epoll`): level-triggered, or one-shot. An instance may watch
/// another one.
public final class EpollInstance extends Descriptor {
    /// Error number: no such registration.
    public static final int NO_ENTRY = 2;

    /// Error number: not an open descriptor.
    public static final int BAD_DESCRIPTOR = 9;

    /// Error number: already registered.
    public static final int EXISTS = 17;

    /// Error number: not possible with this descriptor.
    public static final int INVALID = 22;

    private final DescriptorTable table;
    private @Nullable Registration first;
    private @Nullable Registration last;
    private int length;

    /// An instance that watches nothing.
    public EpollInstance(Stack stack, DescriptorTable table) {
        super(stack);
        this.table = table;
    }

    /// Takes the descriptors that are ready.
    @FunctionalInterface
    public interface EventSink {
        /// The `index`-th (from 0) is the descriptor `number` with these bits of [Readiness]. Called inside the stack: must only store.
        void event(int index, int number, int readiness);
    }

    /// Begins to watch a descriptor.
    ///
    /// @return 0, or an error number
    public int add(int number, int events) {
        stack.enter();
        try {
            Descriptor target = table.find(number);
            if (target == null || target.closed()) {
                return BAD_DESCRIPTOR;
            }
            if (target == this) {
                return INVALID;
            }
            if (target.registration(this) != null) {
                return EXISTS;
            }
            Registration made = new Registration(this, target, number, events);
            target.add(made);
            made.settle(target.readiness());
            return 0;
        } finally {
            stack.leave();
        }
    }

    /// Changes what is watched for, and arms a one-shot registration again.
    ///
    /// @return 0, or an error number
    public int modify(int number, int events) {
        stack.enter();
        try {
            Descriptor target = table.find(number);
            Registration found = target == null ? null : target.registration(this);
            if (target == null || found == null) {
                return target == null ? BAD_DESCRIPTOR : NO_ENTRY;
            }
            found.events = events;
            found.armed = true;
            found.settle(target.readiness());
            return 0;
        } finally {
            stack.leave();
        }
    }

    /// Ends watching a descriptor.
    ///
    /// @return 0, or an error number
    public int remove(int number) {
        stack.enter();
        try {
            Descriptor target = table.find(number);
            Registration found = target == null ? null : target.registration(this);
            if (target == null || found == null) {
                return target == null ? BAD_DESCRIPTOR : NO_ENTRY;
            }
            target.remove(found);
            forget(found);
            return 0;
        } finally {
            stack.leave();
        }
    }

    /// Waits for ready descriptors and gives up to `most` of them.
    ///
    /// @param timeout nanoseconds; negative for ever
    /// @return how many, 0 when the time is over, or [Outcome#INTERRUPTED]
    public int await(EventSink sink, int most, long timeout) {
        long deadline = timeout == 0 ? 0 : deadline(timeout);
        stack.enter();
        try {
            while (!closed()) {
                int found = collect(sink, most);
                if (found > 0 || timeout == 0 || !await(Readiness.IN, deadline)) {
                    return found;
                }
            }
            return Outcome.INTERRUPTED;
        } finally {
            stack.leave();
        }
    }

    /// Looks once at each that was noted as ready; those that still are go to the end of the list, so that none starves.
    private int collect(EventSink sink, int most) {
        int found = 0;
        for (int left = length; left > 0 && found < most; left--) {
            Registration r = first;
            if (r == null) {
                break;
            }
            unlink(r);
            int ready = r.armed ? Readiness.wanted(r.target.readiness(), r.events) : 0;
            if (ready != 0) {
                sink.event(found++, r.number, ready);
                r.armed = (r.events & Readiness.ONE_SHOT) == 0;
                if (r.armed) {
                    append(r);
                }
            }
        }
        return found;
    }

    /// A watched descriptor became ready.
    void enqueue(Registration registration) {
        append(registration);
        changed();
    }

    /// A registration ended.
    void forget(Registration registration) {
        if (registration.queued) {
            unlink(registration);
        }
        registration.armed = false;
    }

    @Override
    int readiness() {
        while (first != null) {
            Registration r = first;
            if (r.armed && Readiness.wanted(r.target.readiness(), r.events) != 0) {
                return Readiness.IN;
            }
            unlink(r);
        }
        return 0;
    }

    @Override
    void release(long now) {
        // Registrations that are not ready are dropped by their descriptors when these are closed
        // or registered again.
        while (first != null) {
            unlink(first);
        }
    }

    private void append(Registration r) {
        r.queued = true;
        r.previousReady = last;
        if (last == null) {
            first = r;
        } else {
            last.nextReady = r;
        }
        last = r;
        length++;
    }

    private void unlink(Registration r) {
        if (r.previousReady == null) {
            first = r.nextReady;
        } else {
            r.previousReady.nextReady = r.nextReady;
        }
        if (r.nextReady == null) {
            last = r.previousReady;
        } else {
            r.nextReady.previousReady = r.previousReady;
        }
        r.nextReady = null;
        r.previousReady = null;
        r.queued = false;
        length--;
    }
}
