package dev.morgana.runtime.machine;

/// The machine's clock.
public final class MachineClock {
    private MachineClock() {}

    /// Nanoseconds since 1970.
    public static long wall() {
        return Machine.wallClock();
    }
}
