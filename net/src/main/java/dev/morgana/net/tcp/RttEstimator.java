package dev.morgana.net.tcp;

/// Round-trip time and retransmission timeout (RFC 6298), with Karn's rule: one segment at a time is measured, never one that was
/// sent twice, unless the peer's echo tells which of the two arrived ([#echoed]). Nanoseconds.
final class RttEstimator {
    private final TcpParameters.Timers timers;
    private long smoothed;
    private long variation;
    private long timeout;
    private boolean measured;
    private boolean timing;
    private int timedEnd;
    private long timedSince;
    private boolean echoTaken;
    private int echoDue;

    RttEstimator(TcpParameters.Timers timers) {
        this.timers = timers;
        this.timeout = timers.initialRto();
    }

    /// RTO, backed off as far as losses demanded.
    long timeout() {
        return timeout;
    }

    /// SRTT, or 0 before the first measurement.
    long smoothed() {
        return smoothed;
    }

    /// Starts a measurement with the segment that ends before `end`, unless one is running.
    void sent(int end, long now) {
        if (!timing) {
            timing = true;
            timedEnd = end;
            timedSince = now;
        }
    }

    /// `ack`, while everything before `nxt` was sent, echoes a timestamp that is `roundTrip` old, or none if that is negative (RFC 7323
    /// section 4): a measurement also of what was sent twice. Taken once per round trip, so that the weights of RFC 6298 remain right, and as soon as possible when
    /// the timeout is backed off: with many holes in a window, the end of the round trip is far away, and each further loss would double the timeout once more.
    void echoed(int ack, int nxt, long roundTrip) {
        if (roundTrip >= 0 && (!echoTaken || SequenceNumber.notAfter(echoDue, ack))) {
            echoTaken = true;
            echoDue = nxt;
            sample(roundTrip);
        }
    }

    /// Ends the measurement if `ack` covers the measured segment.
    ///
    /// @return whether a measurement was running
    boolean acknowledged(int ack, long now) {
        if (!timing) {
            return false;
        }
        if (SequenceNumber.notAfter(timedEnd, ack)) {
            timing = false;
            echoTaken = false;
            sample(now - timedSince);
        }
        return true;
    }

    /// Something was sent again: what it acknowledges later says nothing (section 3, Karn).
    void retransmitted() {
        timing = false;
    }

    /// Doubles the timeout (section 5.5). It stays so until a new measurement.
    void backOff() {
        timeout = Math.min(timeout * 2, timers.maximumRto());
        echoTaken = false;
    }

    /// The handshake is over; if SYN was sent again, the first timeout is 3 s (section 5.7).
    void handshakeDone(boolean retransmitted) {
        if (!measured) {
            timeout = retransmitted ? 3 * timers.initialRto() : timers.initialRto();
        }
    }

    /// Takes a measurement (sections 2.2 and 2.3). The timestamps option may bring several per round trip.
    void sample(long roundTrip) {
        if (!measured) {
            measured = true;
            smoothed = roundTrip;
            variation = roundTrip / 2;
        } else {
            variation += (Math.abs(smoothed - roundTrip) - variation) / 4;
            smoothed += (roundTrip - smoothed) / 8;
        }
        long margin = Math.max(timers.minimumVariance(), 4 * variation);
        timeout = Math.min(smoothed + margin, timers.maximumRto());
    }
}
