package dev.morgana.net.tcp;

/// The retransmission timer (RFC 6298 section 5) with the limit R2 (RFC 9293 section 3.8.3). Nanoseconds.
final class RetransmissionTimer {
    private long deadline = SocketPair.NEVER;
    private long since;
    private int attempts;

    /// When it expires, or [SocketPair#NEVER] while it is off.
    long deadline() {
        return deadline;
    }

    /// How often the oldest segment was sent again.
    int attempts() {
        return attempts;
    }

    /// A segment with data was sent: start unless running (rule 5.1).
    void start(long now, long timeout) {
        if (deadline == SocketPair.NEVER) {
            restart(now, timeout);
        }
    }

    /// New data was acknowledged: begin anew (rule 5.3).
    void restart(long now, long timeout) {
        deadline = now + timeout;
        since = now;
        attempts = 0;
    }

    /// Nothing is outstanding (rule 5.2).
    void stop() {
        deadline = SocketPair.NEVER;
        attempts = 0;
    }

    /// It has expired and the segment goes out again (rule 5.6).
    void again(long now, long timeout) {
        attempts++;
        deadline = now + timeout;
    }

    /// Whether the oldest segment has been waiting for `limit`.
    boolean exhausted(long now, long limit) {
        return now - since >= limit;
    }
}
