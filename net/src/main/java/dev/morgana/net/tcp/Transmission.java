package dev.morgana.net.tcp;

import dev.morgana.wire.TcpHeader;

/// Decides what a connection may send now (RFC 9293 sections 3.7.4, 3.8.6.2.1; RFC 5681) and has it written. The only place that
/// sends text.
final class Transmission {
    private static final int NOTHING = -1;

    private final SegmentWriter writer;
    private final TcpCounters counters;

    Transmission(SegmentWriter writer, TcpCounters counters) {
        this.writer = writer;
        this.counters = counters;
    }

    /// Sends text and FIN as far as the windows allow, and the acknowledgment that is due, or news of urgent text, unless text carried it.
    void run(TcpConnection c, long now) {
        if (c.state().transmits()) {
            text(c, now);
        }
        if (c.acknowledgment.isDue() || c.snd.urgentUntold()) {
            acknowledge(c, now);
        }
    }

    /// Sends <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>.
    void acknowledge(TcpConnection c, long now) {
        if (!writer.segment(c, c.snd.nxt(), 0, TcpHeader.ACK, now)) {
            c.timers.retryOutput(now);
        }
    }

    /// Sends SYN for the first time or again.
    void syn(TcpConnection c, long now) {
        if (c.retransmission.attempts() > 0) {
            counters.retransmitted++;
        }
        // Without a packet buffer the retransmission timer brings it.
        boolean sent = writer.syn(c, now);
        if (sent && c.retransmission.attempts() == 0) {
            c.rtt.sent(c.snd.nxt(), now);
        } else {
            c.rtt.retransmitted();
        }
    }

    /// Sends the segment at SND.UNA again, whatever the congestion window says (RFC 5681 section 3.2 step 2).
    void repeatFirst(TcpConnection c, long now) {
        int count = Math.min(c.segmentRoom(), c.sendBuffer.length());
        count = Math.min(count, Math.max(0, c.snd.window()));
        int sentBefore = c.snd.nxt() - c.snd.una();
        count = Math.min(count, sentBefore);
        boolean fin = c.finAt(count) && sentBefore > count;
        if (count == 0 && !fin) {
            return;
        }
        counters.retransmitted++;
        c.rtt.retransmitted();
        c.retransmission.restart(now, c.rtt.timeout());
        if (!writer.segment(c, c.snd.una(), count, flags(c, 0, count, fin), now)) {
            c.timers.retryOutput(now);
        }
    }

    /// Sends the oldest octet, or FIN, into the closed window (RFC 9293 section 3.8.6.1 MUST-36).
    void probe(TcpConnection c, long now) {
        int count = Math.min(1, c.sendBuffer.length());
        boolean fin = c.finAt(count);
        int una = c.snd.una();
        if (writer.segment(c, una, count, flags(c, 0, count, fin), now)) {
            c.snd.probed(una + count + (fin ? 1 : 0));
        }
        c.rtt.retransmitted();
    }

    /// Sends <SEQ=SND.NXT-1> without text, which any peer answers (section 3.8.4).
    void keepAlive(TcpConnection c, long now) {
        if (!writer.segment(c, c.snd.nxt() - 1, 0, TcpHeader.ACK, now)) {
            c.timers.retryOutput(now);
        }
    }

    /// Sends what may go although it is little: the override timeout of silly window avoidance (section 3.8.6.2.1 rule 4).
    ///
    /// @return whether the window admitted anything
    boolean override(TcpConnection c, long now) {
        int unsent = c.sendBuffer.length() - c.snd.flight();
        int count = Math.min(Math.min(unsent, c.segmentRoom()), c.snd.usable());
        if (count <= 0) {
            return false;
        }
        send(c, count, now);
        return true;
    }

    private void text(TcpConnection c, long now) {
        if (c.snd.flight() == 0 && now - c.timers.lastSent() > c.rtt.timeout()) {
            c.congestion.idle();
        }
        if (c.recovery.isActive()) {
            recover(c, now);
            c.persist.stop();
            return;
        }
        int count = sendable(c);
        while (count != NOTHING && send(c, count, now)) {
            count = sendable(c);
        }
        boolean waiting = c.snd.flight() == 0 && (c.sendBuffer.length() > 0 || c.finAt(0));
        if (!waiting) {
            c.persist.stop();
        } else if (count == NOTHING) {
            c.persist.start(now, c.rtt.timeout());
        }
    }

    /// Loss recovery (RFC 6675 section 5 steps 4.3 and C): while there is room for a segment in the congestion window, what NextSeg says.
    private void recover(TcpConnection c, long now) {
        boolean going = true;
        if (c.recovery.seekFirst(c.snd)) {
            c.retransmission.restart(now, c.rtt.timeout());
            going = repeatFound(c, now);
        }
        while (going && c.congestion.window() - c.inFlight() >= c.sendMss()) {
            going = sendNext(c, now);
        }
    }

    /// NextSeg (section 4): lost, then new, then overtaken text, then a rescue.
    private boolean sendNext(TcpConnection c, long now) {
        if (c.recovery.seekLost(c.snd, c.sendMss())) {
            return repeatFound(c, now);
        }
        int count = sendable(c);
        if (count != NOTHING) {
            return send(c, count, now);
        }
        boolean found =
                c.recovery.seekOvertaken(c.snd) || c.recovery.seekRescue(c.snd, c.sendMss());
        return found && repeatFound(c, now);
    }

    /// Sends one segment of what the recovery has found, as far as the peer's window still admits it.
    private boolean repeatFound(TcpConnection c, long now) {
        int seq = c.recovery.next();
        int offset = seq - c.snd.una();
        int sentBefore = c.recovery.nextEnd() - seq;
        int window = c.snd.window() - offset;
        int count = Math.min(Math.min(c.segmentRoom(), sentBefore), window);
        count = Math.min(count, c.sendBuffer.length() - offset);
        boolean fin = c.finAt(offset + count) && sentBefore > count && window > count;
        if (count < 0 || (count == 0 && !fin)) {
            return false;
        }
        if (!writer.segment(c, seq, count, flags(c, offset, count, fin), now)) {
            c.timers.retryOutput(now);
            return false;
        }
        counters.retransmitted++;
        c.rtt.retransmitted();
        c.recovery.repeated(seq + count + (fin ? 1 : 0));
        return true;
    }

    /// Octets of text of the segment that may go next; 0 for FIN alone; [#NOTHING] if none may.
    private int sendable(TcpConnection c) {
        SendSequenceSpace snd = c.snd;
        if (snd.repeating()) {
            snd.skip(c.recovery.firstMissing(snd.position()));
        }
        int unsent = c.sendBuffer.length() - snd.flight();
        if (unsent <= 0) {
            return unsent == 0 && c.finPending() && snd.usable() > 0 ? 0 : NOTHING;
        }
        int window = Math.min(snd.usable(), c.congestion.window() - c.inFlight());
        int full = c.recovery.missing(snd.position(), c.segmentRoom());
        int count = Math.min(Math.min(unsent, full), window);
        if (count <= 0) {
            return NOTHING;
        }
        if (count == full) {
            return several(c, full, unsent, window);
        }
        return worthwhile(c, count, count == unsent) ? count : NOTHING;
    }

    /// As many full segments of new text as may go and the card cuts at once, at least the one; and with them the rest of the text if that may go, too. Urgent ones go singly: the card
    /// would give each the first one's pointer.
    private int several(TcpConnection c, int full, int unsent, int window) {
        boolean urgent = c.snd.urgentPointer(c.snd.position()) > 0;
        boolean fresh = !c.snd.repeating() && full == c.segmentRoom() && !urgent;
        int most = Math.min(Math.min(unsent, window), writer.most(c));
        if (!fresh || most <= full) {
            return full;
        }
        boolean all = most == unsent && worthwhile(c, most % full, true);
        return all ? most : most / full * full;
    }

    /// Whether a segment that is not full may go: sender's silly window avoidance (section 3.8.6.2.1 MUST-38) with the Nagle algorithm
    /// (section 3.7.4 SHLD-7) in Minshall's form: what is held back waits for small segments only. The tail of an answer that begins with
    /// full ones then need not wait for their acknowledgment, which the peer may delay. Urgent text does not wait.
    private static boolean worthwhile(TcpConnection c, int count, boolean last) {
        SendSequenceSpace snd = c.snd;
        boolean repeated = SequenceNumber.before(snd.position(), snd.nxt());
        boolean urgent = snd.urgentPointer(snd.position()) > 0;
        boolean nagleAllows = c.noDelay() || repeated || urgent || !snd.smallOutstanding();
        return (last && (nagleAllows || c.finPending()))
                || (nagleAllows && count >= snd.largestWindow() / 2);
    }

    private boolean send(TcpConnection c, int count, long now) {
        SendSequenceSpace snd = c.snd;
        int seq = snd.position();
        int offset = snd.flight();
        boolean fin = c.finAt(offset + count) && snd.usable() > count;
        if (!writer.segment(c, seq, count, flags(c, offset, count, fin), now)) {
            c.timers.retryOutput(now);
            return false;
        }
        if (SequenceNumber.before(seq, snd.nxt())) {
            counters.retransmitted++;
            c.rtt.retransmitted();
        } else {
            c.rtt.sent(seq + count, now);
        }
        if (count % c.segmentRoom() != 0) {
            snd.sentSmall(seq + count);
        }
        snd.sent(seq + count + (fin ? 1 : 0));
        c.retransmission.start(now, c.rtt.timeout());
        c.persist.stop();
        c.timers.sent(now);
        return true;
    }

    /// PSH stands on the last segment of what the user has sent (section 3.9.1.2 MUST-60/61).
    private static int flags(TcpConnection c, int offset, int count, boolean fin) {
        boolean push = count > 0 && offset + count == c.sendBuffer.length();
        return TcpHeader.ACK | (push ? TcpHeader.PSH : 0) | (fin ? TcpHeader.FIN : 0);
    }
}
