package dev.morgana.net.tcp;

import dev.morgana.net.tcp.Disposition.Verdict;
import dev.morgana.wire.TcpHeader;
import dev.morgana.wire.TcpOptions;

/// SEGMENT ARRIVES (RFC 9293 section 3.10.7) for connections that have a TCB: one method per numbered step. LISTEN is [PassiveOpen]'s,
/// TIME-WAIT is [TimeWaits]', CLOSED is the layer's.
final class SegmentArrives {
    private final TcpLayer layer;

    SegmentArrives(TcpLayer layer) {
        this.layer = layer;
    }

    /// Processes `s`, sends what cannot wait and queues the connection for output.
    void process(TcpConnection c, Segment s, long now) {
        try {
            act(c, s, now);
        } finally {
            // Also when memory runs out half way: what has changed may call for output, and has
            // moved timers.
            layer.output(c);
        }
    }

    private void act(TcpConnection c, Segment s, long now) {
        Disposition decided =
                c.state() == TcpState.SYN_SENT ? synSent(c, s, now) : otherStates(c, s, now);
        switch (decided) {
            case Verdict.PROCEED, Verdict.DROP -> {}
            case Verdict.ACKNOWLEDGE -> c.acknowledgment.now();
            case Verdict.CHALLENGE -> challenge(c, now);
            case Verdict.REFUSE -> layer.writer().reset(s, now);
            case Verdict.ABORT -> layer.userCalls().abort(c, now);
            case Disposition.End end -> layer.end(c, end.failure());
        }
        if (c.acknowledgment.isUrgent() && c.state() != TcpState.CLOSED) {
            layer.transmission().acknowledge(c, now);
        }
    }

    private void challenge(TcpConnection c, long now) {
        if (c.challenges.permits(layer.random(), now)) {
            layer.counters().challenges++;
            c.acknowledgment.now();
        }
    }

    /// 3.10.7.3 SYN-SENT.
    private Disposition synSent(TcpConnection c, Segment s, long now) {
        boolean acceptable = s.has(TcpHeader.ACK) && c.snd.advancedBy(s.acknowledgment());
        // First, check the ACK bit.
        if (s.has(TcpHeader.ACK) && !acceptable) {
            return Verdict.REFUSE;
        }
        // Second, check the RST bit: without an acceptable ACK it could be anybody's.
        if (s.has(TcpHeader.RST)) {
            return acceptable ? Disposition.End.REFUSED : Verdict.DROP;
        }
        // Fourth, check the SYN bit.
        if (!s.has(TcpHeader.SYN)) {
            return Verdict.DROP;
        }
        synchronize(c, s, now);
        if (!acceptable) {
            // MUST-10: simultaneous open.
            c.enter(TcpState.SYN_RECEIVED);
            layer.transmission().syn(c, now);
            return Verdict.DROP;
        }
        acknowledgeSyn(c, s, now);
        c.acknowledgment.soon();
        s.trim(c.rcv.nxt(), c.rcv.edge());
        return afterAck(c, s, now);
    }

    private static void synchronize(TcpConnection c, Segment s, long now) {
        TcpOptions options = s.header().options();
        c.rcv.start(s.sequence(), ReceiveSequenceSpace.initialWindow(c.receiveBuffer.free()));
        if (options.timestamps()) {
            c.timestamps.negotiated(options.timestampValue(), now);
        }
        c.negotiate(options.maximumSegmentSize(), options.windowShift(), options.sackPermitted());
        c.snd.openWindow(s);
    }

    private void acknowledgeSyn(TcpConnection c, Segment s, long now) {
        measure(c, s, now);
        c.snd.acknowledge(c.snd.iss() + 1);
        c.keepAlive.heard(now);
        layer.established(c, now);
    }

    /// 3.10.7.4 Other States.
    private Disposition otherStates(TcpConnection c, Segment s, long now) {
        Disposition decided = checkTimestamps(c, s, now);
        if (decided.proceeds()) {
            decided = checkSequence(c, s);
        }
        if (decided.proceeds()) {
            decided = checkReset(c, s);
        }
        if (decided.proceeds()) {
            decided = checkSyn(s);
        }
        if (decided.proceeds()) {
            decided = checkAck(c, s, now);
        }
        return decided.proceeds() ? afterAck(c, s, now) : decided;
    }

    private Disposition afterAck(TcpConnection c, Segment s, long now) {
        Disposition decided = segmentText(c, s, now);
        return decided.proceeds() ? checkFin(c, s, now) : decided;
    }

    /// Before all: PAWS (RFC 7323 section 5.3 R1). RST is exempt.
    private Disposition checkTimestamps(TcpConnection c, Segment s, long now) {
        TcpOptions options = s.header().options();
        if (!c.timestamps.isOn() || s.has(TcpHeader.RST)) {
            return Verdict.PROCEED;
        }
        if (c.timestamps.isMissing(options)) {
            return Verdict.DROP;
        }
        if (!c.timestamps.isOld(options, now)) {
            return Verdict.PROCEED;
        }
        layer.counters().outdated++;
        return unacceptable(c, s);
    }

    /// First, check sequence number.
    private Disposition checkSequence(TcpConnection c, Segment s) {
        ReceiveSequenceSpace rcv = c.rcv;
        if (rcv.acceptable(s.sequence(), s.length())) {
            s.trim(rcv.nxt(), rcv.edge());
            return Verdict.PROCEED;
        }
        if (s.has(TcpHeader.RST)) {
            return Verdict.DROP;
        }
        if (rcv.window() == 0 && s.sequence() == rcv.nxt() && s.has(TcpHeader.ACK)) {
            // MUST-66: into a closed window no text goes, but its ACK and URG are taken; the answer
            // tells the window.
            c.acknowledgment.now();
            s.trim(rcv.nxt(), rcv.edge());
            return Verdict.PROCEED;
        }
        if (s.textLength() > 0 && SequenceNumber.notAfter(s.end(), rcv.nxt())) {
            c.sack.duplicate(s.sequence(), s.sequence() + s.textLength());
        }
        return unacceptable(c, s);
    }

    /// Text that was received before is acknowledged each time: its sender missed the first answer. Anything else gets a limited answer,
    /// since two ends that disagree about a connection would answer each other for ever, as fast as they can.
    private static Verdict unacceptable(TcpConnection c, Segment s) {
        boolean repeated = s.textLength() > 0 && SequenceNumber.notAfter(s.end(), c.rcv.nxt());
        return repeated ? Verdict.ACKNOWLEDGE : Verdict.CHALLENGE;
    }

    /// Second, check the RST bit. RFC 5961 section 3.2: only the exact sequence number resets.
    private Disposition checkReset(TcpConnection c, Segment s) {
        if (!s.has(TcpHeader.RST)) {
            return Verdict.PROCEED;
        }
        if (s.header().sequence() != c.rcv.nxt()) {
            return Verdict.CHALLENGE;
        }
        layer.counters().resetsReceived++;
        return switch (c.state()) {
            case SYN_RECEIVED -> Disposition.End.REFUSED;
            case CLOSING, LAST_ACK -> Disposition.End.ORDERLY;
            default -> Disposition.End.RESET;
        };
    }

    /// Fourth, check the SYN bit. RFC 5961 section 4.2: never more than a challenge ACK.
    private static Disposition checkSyn(Segment s) {
        boolean syn = (s.header().flags() & TcpHeader.SYN) != 0;
        return syn ? Verdict.CHALLENGE : Verdict.PROCEED;
    }

    /// Fifth, check the ACK field.
    private Disposition checkAck(TcpConnection c, Segment s, long now) {
        if (!s.has(TcpHeader.ACK)) {
            return Verdict.DROP;
        }
        int ack = s.acknowledgment();
        if (c.state() == TcpState.SYN_RECEIVED) {
            if (!c.snd.advancedBy(ack)) {
                return Verdict.REFUSE;
            }
            c.snd.acceptWindow(s);
            acknowledgeSyn(c, s, now);
        }
        // RFC 5961 section 5.2: MAX.SND.WND back at most; and an ACK of data never sent is answered
        // and dropped.
        if (!c.snd.credible(ack)) {
            return Verdict.CHALLENGE;
        }
        c.keepAlive.heard(now);
        // RFC 7323 section 4.3 (2), as late as here, where a blind attacker does not come.
        c.timestamps.update(s, c.acknowledgment.lastSent(), now);
        return acknowledged(c, s, now);
    }

    private Disposition acknowledged(TcpConnection c, Segment s, long now) {
        boolean finAcknowledged = false;
        boolean fresh = c.recovery.update(s, c.snd);
        if (c.snd.advancedBy(s.acknowledgment())) {
            finAcknowledged = advance(c, s, now);
        } else if (c.recovery.isOn()) {
            if (fresh) {
                c.recovery.duplicate(c.snd);
            }
        } else if (isDuplicate(c, s)
                && c.congestion.duplicate(c.snd.nxt(), c.snd.nxt() - c.snd.una())) {
            layer.transmission().repeatFirst(c, now);
        }
        if (c.recovery.begins(c.snd, c.sendMss())) {
            c.congestion.lossDetected(c.recovery.begin(c.snd));
        }
        c.snd.updateWindow(s);
        return finAcknowledged ? finAcknowledged(c, now) : Verdict.PROCEED;
    }

    /// Takes a new acknowledgment; whether it covers our FIN.
    private boolean advance(TcpConnection c, Segment s, long now) {
        int ack = s.acknowledgment();
        int octets = ack - c.snd.una();
        int text = Math.min(octets, c.sendBuffer.length());
        int flight = c.snd.flight();
        measure(c, s, now);
        c.snd.acknowledge(ack);
        c.sendBuffer.drop(text);
        boolean recovering = c.recovery.acknowledged(c.snd);
        boolean partial = !recovering && c.congestion.acknowledged(ack, octets, flight);
        if (c.snd.flight() == 0) {
            c.retransmission.stop();
        } else {
            c.retransmission.restart(now, c.rtt.timeout());
        }
        if (partial) {
            layer.transmission().repeatFirst(c, now);
        }
        if (c.sendBuffer.length() == 0 && layer.budget().isScarce()) {
            c.sendBuffer.clear();
        }
        c.roomMade();
        return octets > text && c.finQueued();
    }

    /// A round trip ends: that of the segment being measured, or else, by the peer's echo, that of one that was sent twice.
    private void measure(TcpConnection c, Segment s, long now) {
        int ack = s.acknowledgment();
        if (!c.rtt.acknowledged(ack, now)) {
            long longest = layer.parameters().timers().maximumRto();
            c.rtt.echoed(ack, c.snd.nxt(), c.timestamps.roundTrip(s, longest, now));
        }
    }

    /// RFC 5681 section 2: outstanding data, no text, no SYN or FIN, the same acknowledgment and the same window.
    private static boolean isDuplicate(TcpConnection c, Segment s) {
        return s.acknowledgment() == c.snd.una()
                && c.snd.flight() > 0
                && s.header().sequence() == s.sequence()
                && s.length() == 0
                && c.snd.sameWindow(s);
    }

    private Disposition finAcknowledged(TcpConnection c, long now) {
        switch (c.state()) {
            case FIN_WAIT_1 -> layer.finWait2(c, now);
            case CLOSING -> layer.timeWait(c, now);
            case LAST_ACK -> {
                return Disposition.End.ORDERLY;
            }
            default -> {}
        }
        return Verdict.PROCEED;
    }

    /// Seventh, process the segment text. The sixth step, the URG bit, has nobody to tell: the JDK's sockets do not say where urgent octets
    /// end, and these stay in the stream (RFC 6093 section 4).
    private Disposition segmentText(TcpConnection c, Segment s, long now) {
        if (s.textLength() == 0 || !c.state().expectsData()) {
            return Verdict.PROCEED;
        }
        if (c.isUserClosed()) {
            // 3.6.1: nobody will ever read it, and the peer is told so.
            return Verdict.ABORT;
        }
        int beyond = s.sequence() + s.textLength() - c.rcv.nxt() - c.receiveBuffer.placeable();
        if (beyond > 0) {
            // Memory is short: the peer sends it again.
            layer.shedding().refused();
            s.trim(c.rcv.nxt(), c.rcv.nxt() + c.receiveBuffer.placeable());
        }
        if (s.textLength() == 0) {
            return Verdict.DROP;
        }
        if (s.sequence() == c.rcv.nxt()) {
            inOrder(c, s, now);
        } else {
            outOfOrder(c, s);
        }
        return Verdict.PROCEED;
    }

    private void inOrder(TcpConnection c, Segment s, long now) {
        int nxt = c.rcv.nxt();
        boolean wasEmpty = c.available() == 0;
        c.receiveBuffer.place(0, s.text(), s.textAt(), s.textLength());
        int reached = nxt + s.textLength();
        if (!c.reassembly.isEmpty()) {
            reached = c.reassembly.advance(reached);
            // RFC 5681 4.2: what fills a gap is acknowledged at once.
            c.acknowledgment.soon();
        }
        c.rcv.advance(reached);
        c.receiveBuffer.advance(reached - nxt);
        if (c.inputShut()) {
            c.receiveBuffer.drop(reached - nxt);
        }
        long delay = layer.parameters().timers().delayedAck();
        c.acknowledgment.text(s.textOfOne(), reached, now + delay);
        if (wasEmpty) {
            c.changed();
        }
    }

    /// SHLD-31: held; RFC 5681 section 4.2: a duplicate acknowledgment for each, at once.
    private void outOfOrder(TcpConnection c, Segment s) {
        layer.counters().outOfOrder++;
        int seq = s.sequence();
        int end = seq + s.textLength();
        int known = c.reassembly.ranges().find(seq);
        if (known >= 0 && SequenceNumber.notAfter(end, c.reassembly.ranges().right(known))) {
            c.sack.duplicate(seq, end);
        }
        // Placed first, for which memory may be short: nothing has arrived that is not there.
        c.receiveBuffer.place(seq - c.rcv.nxt(), s.text(), s.textAt(), s.textLength());
        boolean added = c.reassembly.add(seq, end);
        c.acknowledgment.now();
        if (added) {
            c.sack.arrived(seq, c.reassembly.ranges());
        }
    }

    /// Eighth, check the FIN bit.
    private Disposition checkFin(TcpConnection c, Segment s, long now) {
        if (!c.state().expectsData()) {
            return Verdict.PROCEED;
        }
        if (s.has(TcpHeader.FIN)) {
            c.reassembly.noteFin(s.end() - 1);
            c.acknowledgment.soon();
        }
        if (!c.reassembly.finAt(c.rcv.nxt())) {
            return Verdict.PROCEED;
        }
        c.reassembly.clear();
        c.rcv.advance(c.rcv.nxt() + 1);
        c.finReceived();
        c.acknowledgment.soon();
        switch (c.state()) {
            case ESTABLISHED -> c.enter(TcpState.CLOSE_WAIT);
            case FIN_WAIT_1 -> c.enter(TcpState.CLOSING);
            case FIN_WAIT_2 -> layer.timeWait(c, now);
            default -> {}
        }
        c.changed();
        return Verdict.PROCEED;
    }
}
