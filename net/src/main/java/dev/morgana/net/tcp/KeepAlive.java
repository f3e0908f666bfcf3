package dev.morgana.net.tcp;

/// Keep-alive (RFC 9293 section 3.8.4): off by default (MUST-25), probes an idle connection after two hours at the earliest (MUST-28)
/// and does not take one unanswered probe for its death (MUST-27). Nanoseconds.
final class KeepAlive {
    private boolean on;
    private int probes;
    private long heard;

    /// Switches it.
    void on(boolean wanted) {
        on = wanted;
        probes = 0;
    }

    /// The peer has sent something.
    void heard(long now) {
        heard = now;
        probes = 0;
    }

    /// When the peer was last heard.
    long lastHeard() {
        return heard;
    }

    /// A probe was sent.
    void probed() {
        probes++;
    }

    /// Whether so many probes went unanswered that the peer is dead.
    boolean exhausted() {
        return probes >= TcpParameters.Timers.KEEP_ALIVE_PROBES;
    }

    /// When the next probe is due, or [SocketPair#NEVER].
    long deadline(TcpParameters.Timers timers) {
        return on
                ? heard + timers.keepAlive() + probes * timers.keepAliveInterval()
                : SocketPair.NEVER;
    }
}
