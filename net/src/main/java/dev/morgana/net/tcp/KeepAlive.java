package dev.morgana.net.tcp;

/// Keep-alive (RFC 9293 section 3.8.4): off by default (MUST-25), probes an idle connection after two hours unless the user sets another
/// time (MUST-28), and does not take one unanswered probe for its death unless told so (MUST-27). Nanoseconds.
public final class KeepAlive {
    private Times times;
    private boolean on;
    private int probes;
    private long heard;

    /// The times of keep-alive.
    ///
    /// @param idle silence before the first probe
    /// @param interval between unanswered probes
    /// @param probes that end the connection when none is answered
    public record Times(long idle, long interval, int probes) {}

    KeepAlive(TcpParameters.Timers timers) {
        times =
                new Times(
                        timers.keepAlive(),
                        timers.keepAliveInterval(),
                        TcpParameters.Timers.KEEP_ALIVE_PROBES);
    }

    /// Switches it.
    void on(boolean wanted) {
        on = wanted;
        probes = 0;
    }

    /// Sets the times, as far as they are not 0.
    void times(Times wanted) {
        times =
                new Times(
                        wanted.idle() == 0 ? times.idle() : wanted.idle(),
                        wanted.interval() == 0 ? times.interval() : wanted.interval(),
                        wanted.probes() == 0 ? times.probes() : wanted.probes());
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
        return probes >= times.probes();
    }

    /// When the next probe is due, or [SocketPair#NEVER].
    long deadline() {
        return on ? heard + times.idle() + probes * times.interval() : SocketPair.NEVER;
    }
}
