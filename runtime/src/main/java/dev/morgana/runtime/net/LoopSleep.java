package dev.morgana.runtime.net;

/// How the network's loop sleeps.
public interface LoopSleep {
    /// Sleeps until something comes in, [#wake] is called (also if that was before), or the time is over.
    ///
    /// @param timeout nanoseconds, [Long#MAX_VALUE] for ever
    /// @return false when the time is over
    boolean await(long timeout);

    /// Ends the sleep, or the next one. Never waits.
    void wake();
}
