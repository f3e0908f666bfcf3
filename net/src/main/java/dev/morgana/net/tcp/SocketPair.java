package dev.morgana.net.tcp;

import dev.morgana.wire.Endpoint;
import org.jspecify.annotations.Nullable;

/// The two endpoints that identify a connection (RFC 9293 section 3.3.1: "connection identifier"), with the links by which
/// [ConnectionTable] and [DeadlineQueue] hold it: neither allocates anything per segment.
abstract sealed class SocketPair permits TcpConnection, PairRecord {
    /// No deadline.
    static final long NEVER = Long.MAX_VALUE;

    private final Endpoint local;
    private final Endpoint remote;

    /// The state of the timestamps option.
    final Timestamps timestamps;

    /// The table's chain.
    @Nullable SocketPair next;

    /// Place in the queue's heap, or -1.
    int heapIndex = -1;

    /// The time by which the heap is ordered: never later than the true deadline.
    long scheduled = NEVER;

    SocketPair(Endpoint local, Endpoint remote, Timestamps timestamps) {
        this.local = local;
        this.remote = remote;
        this.timestamps = timestamps;
    }

    /// Our endpoint.
    public final Endpoint local() {
        return local;
    }

    /// The remote endpoint.
    public final Endpoint remote() {
        return remote;
    }

    /// When something is to be done for this pair, or [#NEVER].
    abstract long deadline();

    /// The addresses as one number.
    final long addresses() {
        return addresses(local.address().bits(), remote.address().bits());
    }

    /// The ports as one number.
    final int ports() {
        return ports(local.port(), remote.port());
    }

    static long addresses(int localBits, int remoteBits) {
        return (long) localBits << 32 | (remoteBits & 0xffff_ffffL);
    }

    static int ports(int localPort, int remotePort) {
        return localPort << 16 | remotePort;
    }
}
