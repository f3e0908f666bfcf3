package dev.morgana.net.tcp;

import dev.morgana.wire.Endpoint;
import dev.morgana.wire.TcpOptions;

/// A passive connection in SYN-RECEIVED (RFC 4987 section 3.4: the SYN cache): only what the answer to SYN and the later connection
/// need, without buffers.
final class HalfOpen extends SocketPair {
    private final Listener listener;
    private final int iss;
    private final int irs;
    private final int maximumSegmentSize;
    private final int windowShift;
    private final boolean sackPermitted;
    private final long since;
    private long deadline;
    private long timeout;
    private int attempts;

    /// The record of the SYN in `request`.
    HalfOpen(Listener listener, Endpoint local, Endpoint remote, Request request) {
        super(local, remote, request.timestamps());
        TcpOptions options = request.segment().header().options();
        this.listener = listener;
        this.iss = request.iss();
        this.irs = request.segment().sequence();
        this.maximumSegmentSize = options.maximumSegmentSize();
        this.windowShift = options.windowShift();
        this.sackPermitted = options.sackPermitted();
        this.since = request.now();
        if (options.timestamps()) {
            timestamps.negotiated(options.timestampValue(), since);
        }
        this.timeout = request.timeout();
        this.deadline = since + timeout;
    }

    /// A connection request.
    ///
    /// @param segment the SYN
    /// @param iss our initial sequence number
    /// @param timestamps ours for this pair, not negotiated yet
    /// @param timeout of the first retransmission of our answer
    record Request(Segment segment, int iss, Timestamps timestamps, long timeout, long now) {}

    Listener listener() {
        return listener;
    }

    int iss() {
        return iss;
    }

    int irs() {
        return irs;
    }

    /// The peer's maximum segment size, or 0 if it named none.
    int maximumSegmentSize() {
        return maximumSegmentSize;
    }

    /// The peer's shift count, or -1 if it offered none.
    int windowShift() {
        return windowShift;
    }

    /// Whether the peer permits selective acknowledgments.
    boolean sackPermitted() {
        return sackPermitted;
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

    /// When the SYN arrived.
    long since() {
        return since;
    }

    /// Whether the peer has not answered for `limit`.
    boolean exhausted(long now, long limit) {
        return now - since >= limit;
    }

    @Override
    long deadline() {
        return deadline;
    }
}
