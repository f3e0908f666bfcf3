package dev.morgana.net.tcp;

import dev.morgana.wire.Endpoint;
import dev.morgana.wire.TcpOptions;

/// A passive connection in SYN-RECEIVED (RFC 4987 section 3.4: the SYN cache): only what the answer to SYN and the later connection
/// need, without buffers.
final class HalfOpen extends PairRecord {
    private static final int NOTHING_HIDDEN = -1;

    private final Listener listener;
    private final Request request;
    private long deadline;
    private long timeout;
    private int attempts;
    private int hidden = NOTHING_HIDDEN;
    private final ChallengeLimit limit = new ChallengeLimit();

    HalfOpen(Listener listener, Endpoint local, Endpoint remote, Request request) {
        super(local, remote, request.timestamps());
        this.listener = listener;
        this.request = request;
        this.timeout = request.timeout();
        this.deadline = request.now() + timeout;
    }

    /// A connection request.
    ///
    /// @param irs the peer's initial sequence number
    /// @param iss ours
    /// @param mss the peer's maximum segment size, or 0 if it named none
    /// @param windowShift the peer's shift count, or -1 if it offered none
    /// @param sackPermitted whether the peer permits selective acknowledgments
    /// @param timestamps of this pair
    /// @param timeout of the first retransmission of our answer
    /// @param now when it came
    record Request(
            int irs,
            int iss,
            int mss,
            int windowShift,
            boolean sackPermitted,
            Timestamps timestamps,
            long timeout,
            long now) {
        /// The request of the SYN `s`.
        static Request of(Segment s, int iss, Timestamps timestamps, long timeout, long now) {
            TcpOptions options = s.header().options();
            if (options.timestamps()) {
                timestamps.negotiated(options.timestampValue(), now);
            }
            return new Request(
                    s.sequence(),
                    iss,
                    options.maximumSegmentSize(),
                    options.windowShift(),
                    options.sackPermitted(),
                    timestamps,
                    timeout,
                    now);
        }

        /// The same with another initial sequence number of ours.
        Request withIss(int other) {
            return new Request(
                    irs, other, mss, windowShift, sackPermitted, timestamps, timeout, now);
        }
    }

    /// Limits the answers to segments outside the window.
    ChallengeLimit limit() {
        return limit;
    }

    Listener listener() {
        return listener;
    }

    /// What the peer asked for.
    Request request() {
        return request;
    }

    int iss() {
        return request.iss();
    }

    int irs() {
        return request.irs();
    }

    /// Our answer carries these bits at the end of its timestamp (see [SynCookies]).
    void hideInTimestamp(int bits) {
        hidden = bits;
    }

    /// Adds the timestamps option of our answer, if the peer offered it.
    void writeTimestamps(TcpOptions options, long now) {
        timestamps.write(options, now);
        if (hidden == NOTHING_HIDDEN || !options.timestamps()) {
            return;
        }
        int value = options.timestampValue();
        int hiding = (value & ~SynCookies.TIMESTAMP_BITS) | hidden;
        // Never ahead of the timestamps that will follow.
        int step = SynCookies.TIMESTAMP_BITS + 1;
        options.putTimestamps(
                SequenceNumber.before(value, hiding) ? hiding - step : hiding,
                options.timestampEcho());
    }

    /// Our answer was sent again; the next time comes after twice the time, at most `longest`.
    void again(long now, long longest) {
        attempts++;
        timeout = Math.min(2 * timeout, longest);
        deadline = now + timeout;
    }

    /// Whether our answer had to be sent again.
    boolean retransmitted() {
        return attempts > 0;
    }

    /// Whether the peer has not answered for `limit`.
    boolean exhausted(long now, long limit) {
        return now - request.now() >= limit;
    }

    @Override
    long deadline() {
        return deadline;
    }
}
