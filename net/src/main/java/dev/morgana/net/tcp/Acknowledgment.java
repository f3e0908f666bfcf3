package dev.morgana.net.tcp;

/// When to acknowledge what has arrived (RFC 9293 section 3.8.6.3, RFC 5681 section 4.2).
///
/// In-order text is acknowledged after the whole batch of waiting segments is processed (MUST-58/59) when two full segments have come
/// (SHLD-19), otherwise after a short delay (MUST-40). Out-of-order text, and text that fills a gap, is acknowledged at once.
final class Acknowledgment {
    private static final int BATCH = 8;

    /// Smaller segments are not full ones: every host takes so much (RFC 9293 section 3.7.1 MUST-15).
    private static final int LEAST_FULL_SEGMENT = 536;

    private enum Urgency {
        NONE,
        DELAYED,
        SOON,
        NOW
    }

    private Urgency urgency = Urgency.NONE;
    private long deadline = SocketPair.NEVER;
    private int acknowledged;
    private int fullSegment = LEAST_FULL_SEGMENT;

    /// Begins behind the peer's SYN.
    void start(int nxt) {
        acknowledged = nxt;
    }

    /// An acknowledgment for everything before `nxt` was sent, alone or with text.
    void sent(int nxt) {
        acknowledged = nxt;
        urgency = Urgency.NONE;
        deadline = SocketPair.NEVER;
    }

    /// Last.ACK.sent (RFC 7323 section 4.3): what we acknowledged last.
    int lastSent() {
        return acknowledged;
    }

    /// To be sent before anything else is done.
    void now() {
        urgency = Urgency.NOW;
    }

    /// To be sent when the segments that wait are processed.
    void soon() {
        if (urgency != Urgency.NOW) {
            urgency = Urgency.SOON;
        }
    }

    /// Text up to `nxt` has arrived in order, in segments of `length` octets.
    void text(int length, int nxt, long dueAt) {
        fullSegment = Math.max(fullSegment, length);
        int waiting = nxt - acknowledged;
        if (waiting >= BATCH * fullSegment) {
            now();
        } else if (waiting >= 2 * fullSegment) {
            soon();
        } else if (urgency == Urgency.NONE) {
            urgency = Urgency.DELAYED;
            deadline = dueAt;
        }
    }

    /// When a delayed acknowledgment becomes due, or [SocketPair#NEVER].
    long deadline() {
        return deadline;
    }

    /// The delay is over.
    void delayOver() {
        deadline = SocketPair.NEVER;
        soon();
    }

    /// Whether it cannot wait for the end of the batch.
    boolean isUrgent() {
        return urgency == Urgency.NOW;
    }

    /// Whether one is to be sent at the end of the batch.
    boolean isDue() {
        return urgency.compareTo(Urgency.SOON) >= 0;
    }

    /// The largest segment of text seen: what the peer's full-sized segments hold.
    int fullSegment() {
        return fullSegment;
    }
}
