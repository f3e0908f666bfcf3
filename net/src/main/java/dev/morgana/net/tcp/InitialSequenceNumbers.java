package dev.morgana.net.tcp;

import dev.morgana.net.RandomSource;
import dev.morgana.wire.Endpoint;

/// ISN = M + F(local endpoint, remote endpoint, secret) (RFC 6528 section 3): M is a clock of 4 microseconds, F a keyed hash.
final class InitialSequenceNumbers {
    private static final int TICK = 4000;

    private final SipHash hash;

    InitialSequenceNumbers(RandomSource random) {
        hash = new SipHash(random);
    }

    /// The initial sequence number of a connection that begins now.
    int next(Endpoint local, Endpoint remote, long now) {
        long addresses = SocketPair.addresses(local.address().bits(), remote.address().bits());
        long ports = SocketPair.ports(local.port(), remote.port());
        return (int) (now / TICK) + (int) hash.hash(addresses, ports);
    }
}
