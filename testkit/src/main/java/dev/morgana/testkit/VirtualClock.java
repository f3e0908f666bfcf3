package dev.morgana.testkit;

/// A clock that moves only when told to: monotonic nanoseconds from 0 on, never backwards.
public final class VirtualClock {
    private long now;

    /// A clock at 0.
    public VirtualClock() {}

    /// The present instant.
    public long now() {
        return now;
    }

    /// Moves to `instant`.
    ///
    /// @throws IllegalArgumentException if it lies in the past
    public void advanceTo(long instant) {
        if (instant < now) {
            throw new IllegalArgumentException("from " + now + " back to " + instant);
        }
        now = instant;
    }

    /// Moves on by `nanoseconds`.
    public void advance(long nanoseconds) {
        advanceTo(now + nanoseconds);
    }
}
