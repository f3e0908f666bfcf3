package dev.morgana.sockets;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one lock around the protocols and all descriptors, and what has to happen before and after it is given back.
///
/// Operations are short and never wait inside. Output that they cause is sent before they leave, by the thread that caused it; the loop
/// is rung only when it sleeps longer than the protocols can wait.
///
/// What the protocols cannot do for want of memory is put off: the loop tries again, and no operation fails for it. Giving the lock back
/// allocates nothing.
public final class Stack {
    /// How long what found no memory is put off, in nanoseconds.
    static final long SHORTAGE_PAUSE = 10_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final LongSupplier clock;
    private final LongUnaryOperator protocols;
    private final Runnable bell;

    private @Nullable Descriptor firstNoted;
    private @Nullable Descriptor lastNoted;
    private @Nullable Waiter firstWoken;
    private @Nullable Waiter lastWoken;
    private boolean protocolsTouched;

    /// When the loop looks at the protocols again by itself.
    private long loopDeadline;

    private long turns;
    private long rings;
    private long waits;
    private long wakes;
    private long shortages;

    /// What happened so far.
    ///
    /// @param turns turns of the loop
    /// @param rings how often the loop was rung before its time
    /// @param waits how often a thread began to wait
    /// @param wakes how often one was woken because what it waited for may have come
    /// @param shortages how often the protocols were stopped half way since there was no memory
    public record Counters(long turns, long rings, long waits, long wakes, long shortages) {}

    /// @param clock monotonic nanoseconds
    /// @param protocols runs what is due at a time, and says when it wants to be called again ([Long#MAX_VALUE]: not before something
    ///     happens)
    /// @param bell makes the loop take its next turn now; called outside the lock; must not wait
    public Stack(LongSupplier clock, LongUnaryOperator protocols, Runnable bell) {
        this.clock = clock;
        this.protocols = protocols;
        this.bell = bell;
    }

    /// Monotonic nanoseconds.
    public long now() {
        return clock.getAsLong();
    }

    /// Takes the lock. To be followed by [#leave] in the same thread, also when memory runs out in between; not reentrant.
    void enter() {
        lock.lock();
    }

    /// Says that the running operation called a protocol, so that its output and timers are seen to before the lock is given back.
    void touchProtocols() {
        protocolsTouched = true;
    }

    /// Sees to output, timers and changed readiness, gives the lock back, and wakes whom that concerns.
    void leave() {
        boolean ring = false;
        if (protocolsTouched) {
            protocolsTouched = false;
            long deadline = poll();
            ring = deadline < loopDeadline;
            if (ring) {
                rings++;
                loopDeadline = Long.MIN_VALUE;
            }
        }
        giveBack(ring);
    }

    /// The loop's turn: runs `work` (frames that arrived go into the protocols there) and what is due.
    ///
    /// @return when the next turn is due at the latest, or [Long#MAX_VALUE]
    public long turn(Runnable work) {
        enter();
        long deadline;
        try {
            turns++;
            work.run();
            protocolsTouched = false;
            deadline = poll();
            loopDeadline = deadline;
        } finally {
            giveBack(false);
        }
        return deadline;
    }

    private long poll() {
        try {
            return protocols.applyAsLong(now());
        } catch (OutOfMemoryError e) {
            shortages++;
            return now() + SHORTAGE_PAUSE;
        }
    }

    /// Runs `query` inside the lock.
    public <T extends @Nullable Object> T inside(Supplier<T> query) {
        enter();
        try {
            protocolsTouched = true;
            return query.get();
        } finally {
            leave();
        }
    }

    /// Runs `query`, which changes nothing, inside the lock.
    public <T extends @Nullable Object> T reading(Supplier<T> query) {
        enter();
        try {
            return query.get();
        } finally {
            lock.unlock();
        }
    }

    /// Notes that a descriptor's readiness may have changed; settled once, before the lock is given back.
    void note(Descriptor descriptor) {
        descriptor.noted = true;
        if (lastNoted == null) {
            firstNoted = descriptor;
        } else {
            lastNoted.nextNoted = descriptor;
        }
        lastNoted = descriptor;
    }

    /// Counts that a thread begins to wait.
    void waits() {
        waits++;
    }

    /// The counters as of now.
    public Counters snapshot() {
        return reading(() -> new Counters(turns, rings, waits, wakes, shortages));
    }

    /// Marks a waiter as woken; its thread runs on when the lock is given back.
    void wake(Waiter waiter) {
        wakes++;
        waiter.woken = true;
        if (lastWoken == null) {
            firstWoken = waiter;
        } else {
            lastWoken.nextWoken = waiter;
        }
        lastWoken = waiter;
    }

    private void giveBack(boolean ring) {
        // Settling may note further descriptors: epoll instances that became ready.
        for (Descriptor next = firstNoted; next != null; next = firstNoted) {
            firstNoted = next.nextNoted;
            lastNoted = firstNoted == null ? null : lastNoted;
            next.nextNoted = null;
            next.noted = false;
            next.settle();
        }
        Waiter mine = firstWoken;
        firstWoken = null;
        lastWoken = null;
        lock.unlock();
        for (; mine != null; mine = mine.nextWoken) {
            unpark(mine.thread);
        }
        if (ring) {
            bell.run();
        }
    }

    /// To wake a virtual thread that keeps its carrier, the JDK enters a monitor, whose first use takes memory; to queue one among many, it makes the queue longer. Whoever
    /// finds no memory for that must not end by it: he wakes others, too.
    private static void unpark(Thread thread) {
        try {
            LockSupport.unpark(thread);
        } catch (OutOfMemoryError | RejectedExecutionException e) {
            // Trying again would find the permit given, and do nothing.
        }
    }
}
