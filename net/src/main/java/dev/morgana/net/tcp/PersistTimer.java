package dev.morgana.net.tcp;

/// The timer of zero-window probes (RFC 9293 section 3.8.6.1). The first comes after a retransmission timeout (SHLD-29), each next one
/// after twice the time (SHLD-30); while the peer answers, they go on for ever (MUST-37).
final class PersistTimer {
    private long deadline = SocketPair.NEVER;
    private long interval;
    private long since;
    private int probes;

    /// When the next probe is due, or [SocketPair#NEVER].
    long deadline() {
        return deadline;
    }

    /// When the window closed.
    long since() {
        return since;
    }

    /// Probes sent since the window closed.
    int probes() {
        return deadline == SocketPair.NEVER ? 0 : probes;
    }

    /// The window is closed: start unless running.
    void start(long now, long timeout) {
        if (deadline == SocketPair.NEVER) {
            interval = timeout;
            probes = 0;
            since = now;
            deadline = now + interval;
        }
    }

    /// A probe was sent.
    void again(long now, long longest) {
        probes++;
        interval = Math.min(2 * interval, longest);
        deadline = now + interval;
    }

    /// The window is open, or there is nothing to send.
    void stop() {
        deadline = SocketPair.NEVER;
    }
}
