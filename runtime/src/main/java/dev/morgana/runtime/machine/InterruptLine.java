package dev.morgana.runtime.machine;

/// An interrupt line, for the one thread that waits for it.
public final class InterruptLine {
    private final int number;
    private long seen;

    /// Enables the line.
    ///
    /// @throws IllegalStateException if the machine has no such line
    public InterruptLine(int number) {
        this.number = number;
        if (!Machine.lineEnable(number)) {
            throw new IllegalStateException("no interrupt line " + number);
        }
    }

    /// Waits until the line has fired, or was woken, since this last returned true.
    ///
    /// @param timeout nanoseconds, [Long#MAX_VALUE] for ever
    /// @return false when the time is over
    public boolean await(long timeout) {
        long count = Machine.lineWait(number, seen, timeout == Long.MAX_VALUE ? -1 : timeout);
        boolean fired = count != seen;
        seen = count;
        return fired;
    }

    /// Makes the waiting thread, or the next one that waits, go on. Never waits itself; may be called by any thread.
    public void wake() {
        Machine.lineWake(number);
    }
}
