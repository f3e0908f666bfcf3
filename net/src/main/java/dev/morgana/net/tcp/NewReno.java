package dev.morgana.net.tcp;

/// Slow start, congestion avoidance, fast retransmit and fast recovery (RFC 5681) in the NewReno variant (RFC 6582), with the initial
/// window of RFC 6928, limited transmit (RFC 3042) and byte counting (RFC 3465, L = 2).
final class NewReno implements CongestionControl {
    private static final int DUPLICATES = 3;

    private int smss = 536;
    private int cwnd = smss;
    private int ssthresh = Integer.MAX_VALUE;
    private int duplicates;
    private int flightBefore;
    private int recover;
    private boolean recoverKnown;
    private boolean recovery;
    private boolean afterTimeout;
    private int credit;

    @Override
    public int window() {
        // RFC 3042: the first two duplicates let one new segment out each.
        return recovery ? cwnd : cwnd + Math.min(duplicates, DUPLICATES - 1) * smss;
    }

    @Override
    public void established(int segment, boolean synRetransmitted) {
        smss = segment;
        // RFC 5681 3.1: a lost SYN means an initial window of one segment.
        cwnd = synRetransmitted ? smss : initialWindow();
    }

    /// RFC 6928 section 2: min(10 MSS, max(2 MSS, 14600)).
    private int initialWindow() {
        return Math.min(10 * smss, Math.max(2 * smss, 14600));
    }

    @Override
    public void segmentSize(int segment) {
        smss = segment;
        cwnd = Math.max(cwnd, smss);
    }

    @Override
    public boolean acknowledged(int ack, int octets, int flight) {
        duplicates = 0;
        if (recovery) {
            return recovering(ack, octets, flight - octets);
        }
        if (recoverKnown && !SequenceNumber.before(ack, recover)) {
            recoverKnown = false;
            afterTimeout = false;
        }
        // RFC 7661 in short: a window that is not used does not grow.
        if (flight >= cwnd / 2) {
            grow(octets);
        }
        return false;
    }

    private void grow(int octets) {
        if (cwnd < ssthresh) {
            // RFC 3465 2.2 and 2.3: two segments per acknowledgment, one after a timeout.
            cwnd += Math.min(octets, afterTimeout ? smss : 2 * smss);
            return;
        }
        // RFC 5681 3.1: one segment per window of acknowledged octets.
        credit += octets;
        if (credit >= cwnd) {
            credit -= cwnd;
            cwnd += smss;
        }
    }

    /// RFC 6582 section 3.2 step 3, with `flight` after the acknowledgment.
    private boolean recovering(int ack, int octets, int flight) {
        if (!SequenceNumber.before(ack, recover)) {
            cwnd = Math.min(ssthresh, Math.max(flight, smss) + smss);
            recovery = false;
            recoverKnown = false;
            credit = 0;
            return false;
        }
        cwnd = Math.max(smss, cwnd - octets + (octets >= smss ? smss : 0));
        return true;
    }

    @Override
    public boolean duplicate(int nxt, int flight) {
        if (recovery) {
            cwnd += smss;
            return false;
        }
        if (duplicates++ == 0) {
            // RFC 5681 3.2 step 2: FlightSize without what limited transmit adds.
            flightBefore = flight;
        }
        // RFC 6582 3.2 step 2: no second reduction for losses of the same window.
        if (duplicates != DUPLICATES || recoverKnown) {
            return false;
        }
        reduce(flightBefore);
        noteRecover(nxt);
        recovery = true;
        cwnd = ssthresh + DUPLICATES * smss;
        return true;
    }

    @Override
    public void lossDetected(int flight) {
        reduce(flight);
        cwnd = ssthresh;
        credit = 0;
    }

    @Override
    public void timedOut(int nxt, int flight, boolean again) {
        if (!again) {
            reduce(flight);
        }
        noteRecover(nxt);
        recovery = false;
        afterTimeout = true;
        duplicates = 0;
        credit = 0;
        cwnd = smss;
    }

    /// RFC 5681 equation 4.
    private void reduce(int flight) {
        ssthresh = Math.max(flight / 2, 2 * smss);
    }

    private void noteRecover(int nxt) {
        recover = nxt;
        recoverKnown = true;
    }

    @Override
    public void idle() {
        cwnd = Math.min(cwnd, initialWindow());
    }

    @Override
    public boolean recovering() {
        return recovery;
    }
}
