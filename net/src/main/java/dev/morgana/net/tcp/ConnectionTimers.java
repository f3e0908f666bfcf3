package dev.morgana.net.tcp;

/// The small timers of a connection that need no more than a time. Nanoseconds.
final class ConnectionTimers {
    /// Empty buffers of a connection that is silent for so long give their memory back: a thousand idle connections cost little.
    static final long IDLE = 1_000_000_000L;

    private static final long RETRY = 1_000_000L;

    private long output = SocketPair.NEVER;
    private long finWait2 = SocketPair.NEVER;
    private long lastSent;

    /// Output found no packet buffer: try again shortly.
    void retryOutput(long now) {
        output = now + RETRY;
    }

    /// When output is tried again, or [SocketPair#NEVER].
    long output() {
        return output;
    }

    /// Output is being tried.
    void outputTried() {
        output = SocketPair.NEVER;
    }

    /// When a closed connection stops waiting for the peer's FIN, or [SocketPair#NEVER].
    long finWait2() {
        return finWait2;
    }

    /// Wait for the peer's FIN until then.
    void awaitFin(long until) {
        finWait2 = until;
    }

    /// When text was last sent.
    long lastSent() {
        return lastSent;
    }

    /// Text was sent.
    void sent(long now) {
        lastSent = now;
    }
}
