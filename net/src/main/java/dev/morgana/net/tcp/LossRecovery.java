package dev.morgana.net.tcp;

import dev.morgana.wire.TcpOptions;

/// Loss recovery by selective acknowledgments (RFC 6675): which octets are lost, how many are in the network, what to send next. How much
/// may be in the network is [CongestionControl]'s decision. Without the option the connection recovers as [NewReno] says.
///
/// | here | RFC |
/// |---|---|
/// | `recoveryPoint` | RecoveryPoint: SND.NXT when the recovery began; its acknowledgment ends it |
/// | `highRxt` | HighRxt: behind the highest number sent again in this recovery |
/// | `rescueRxt` | RescueRxt: one segment at the end may be sent again blindly when SND.UNA is beyond it |
final class LossRecovery {
    private final SackScoreboard scoreboard = new SackScoreboard();
    private boolean on;
    private boolean active;
    private boolean firstPending;
    private boolean barred;
    private int recoveryPoint;
    private int highRxt;
    private int rescueRxt;
    private int duplicates;
    private int flightEnd;

    private int next;
    private int nextEnd;
    private boolean rescue;

    /// Both SYNs permit the option.
    void negotiated() {
        on = true;
    }

    /// Whether losses are recovered here.
    boolean isOn() {
        return on;
    }

    /// Whether a recovery is going on.
    boolean isActive() {
        return active;
    }

    // --- acknowledgments ------------------------------------------------------------------

    /// Update(): takes the blocks of an acceptable acknowledgment.
    ///
    /// @return whether they told something new
    boolean update(Segment s, SendSequenceSpace snd) {
        TcpOptions options = s.header().options();
        int una = SequenceNumber.later(snd.una(), s.acknowledgment());
        boolean fresh = false;
        for (int block = 0; on && block < options.sackBlocks(); block++) {
            int left = options.sackLeft(block);
            fresh |= scoreboard.add(left, options.sackRight(block), una, snd.nxt());
        }
        return fresh;
    }

    /// SND.UNA has advanced.
    ///
    /// @return whether a recovery is or was going on: then the congestion window does not grow
    boolean acknowledged(SendSequenceSpace snd) {
        int una = snd.una();
        boolean recovering = active;
        duplicates = 0;
        scoreboard.acknowledge(una);
        if ((active || barred) && !SequenceNumber.before(una, recoveryPoint)) {
            active = false;
            barred = false;
        }
        highRxt = active ? SequenceNumber.later(highRxt, una) : una;
        return recovering;
    }

    /// A duplicate acknowledgment as section 2 defines it: SND.UNA stays, and something new is acknowledged selectively.
    void duplicate(SendSequenceSpace snd) {
        if (duplicates++ == 0) {
            flightEnd = snd.nxt();
        }
    }

    /// Whether a loss is found (section 5 steps 1 and 2). Not while a retransmission timeout is being repaired (section 5.1).
    boolean begins(SendSequenceSpace snd, int smss) {
        return !active
                && !barred
                && !scoreboard.isEmpty()
                && snd.position() == snd.nxt()
                && (duplicates >= SackScoreboard.DUPLICATES
                        || scoreboard.lostBefore(snd.una(), smss) != snd.una());
    }

    /// Begins a recovery (section 5 step 4).
    ///
    /// @return FlightSize, without what limited transmit has added (RFC 5681 section 3.2 step 2)
    int begin(SendSequenceSpace snd) {
        active = true;
        firstPending = true;
        recoveryPoint = snd.nxt();
        highRxt = snd.una();
        return (duplicates > 0 ? flightEnd : snd.nxt()) - snd.una();
    }

    /// The retransmission timer has expired, or all is sent again for another reason: what the peer has told counts no more (RFC 2018 section
    /// 8), and no recovery begins before everything below `nxt` is acknowledged (RFC 6675 section 5.1).
    void abandon(int nxt) {
        scoreboard.clear();
        active = false;
        barred = true;
        recoveryPoint = nxt;
        duplicates = 0;
    }

    // --- transmission ---------------------------------------------------------------------

    /// Pipe: octets in the network by our estimate. In recovery lost ones do not count, and those sent again do.
    int pipe(SendSequenceSpace snd, int smss) {
        int una = snd.una();
        if (scoreboard.isEmpty() && !active) {
            return snd.flight();
        }
        if (!active) {
            return scoreboard.missing(una, snd.position());
        }
        int lost = scoreboard.lostBefore(una, smss);
        return scoreboard.missing(lost, snd.position()) + scoreboard.missing(una, highRxt);
    }

    /// After a timeout everything is sent again but what the peer has told since: the number from `position` on that comes next.
    int firstMissing(int position) {
        return scoreboard.isEmpty() ? position : scoreboard.firstMissing(position);
    }

    /// Octets from `position` on to what the peer has already; `most` if that is not less.
    int missing(int position, int most) {
        return scoreboard.isEmpty()
                ? most
                : scoreboard.holeEnd(position, position + most) - position;
    }

    /// Whether the segment at SND.UNA goes out whatever the window says (section 5 step 4.3): once per recovery.
    boolean seekFirst(SendSequenceSpace snd) {
        return firstPending && found(snd.una(), snd.nxt(), false);
    }

    /// NextSeg rule 1: what is lost and was not sent again.
    boolean seekLost(SendSequenceSpace snd, int smss) {
        int lost = scoreboard.lostBefore(snd.una(), smss);
        return seekBefore(lost, snd);
    }

    /// NextSeg rule 3: what was overtaken and not sent again, though it may not be lost.
    boolean seekOvertaken(SendSequenceSpace snd) {
        return seekBefore(scoreboard.overtakenBefore(snd.una()), snd);
    }

    private boolean seekBefore(int end, SendSequenceSpace snd) {
        int from = scoreboard.firstMissing(SequenceNumber.later(highRxt, snd.una()));
        return SequenceNumber.before(from, end) && found(from, snd.nxt(), false);
    }

    /// NextSeg rule 4, the rescue: at most `smss` octets at the end of all that is missing, once in a while.
    boolean seekRescue(SendSequenceSpace snd, int smss) {
        int una = snd.una();
        int hole = scoreboard.highestHole(una, snd.nxt());
        int end = scoreboard.holeEnd(hole, snd.nxt());
        int from = SequenceNumber.later(hole, end - smss);
        return SequenceNumber.before(rescueRxt, una)
                && SequenceNumber.before(from, end)
                && found(from, end, true);
    }

    private boolean found(int from, int end, boolean blindly) {
        next = from;
        nextEnd = scoreboard.holeEnd(from, end);
        rescue = blindly;
        return true;
    }

    /// First number of what was found.
    int next() {
        return next;
    }

    /// The number behind what was found.
    int nextEnd() {
        return nextEnd;
    }

    /// What was found was sent again, up to `end`.
    void repeated(int end) {
        if (rescue) {
            rescueRxt = recoveryPoint;
            return;
        }
        if (firstPending) {
            firstPending = false;
            rescueRxt = end;
        }
        highRxt = SequenceNumber.later(highRxt, end);
    }
}
