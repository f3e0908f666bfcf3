package dev.morgana.net.tcp;

import dev.morgana.net.RandomSource;
import dev.morgana.wire.Endpoint;

/// ISN = M + F(local endpoint, remote endpoint, secret) (RFC 6528 section 3): M is a clock of 4 microseconds, F a keyed hash.
///
/// A machine may be copied with its secret and go on twice: so M is ahead by a random time of its own for each connection, of about half a
/// TIME-WAIT at most. The next connection of a pair that has waited for 2 MSL still begins beyond the number at which the last one began.
final class InitialSequenceNumbers {
    private static final int TICK = 4000;

    /// Bits of the random time in ticks: 33.6 s.
    private static final int AHEAD = 23;

    private final RandomSource random;
    private final SipHash hash;

    InitialSequenceNumbers(RandomSource random) {
        this.random = random;
        hash = new SipHash(random);
    }

    /// The initial sequence number of a connection that begins now.
    int next(Endpoint local, Endpoint remote, long now) {
        long addresses = SocketPair.addresses(local.address().bits(), remote.address().bits());
        long ports = SocketPair.ports(local.port(), remote.port());
        int ahead = (int) (random.next() >>> 8) & (1 << AHEAD) - 1;
        return (int) (now / TICK) + ahead + (int) hash.hash(addresses, ports);
    }
}
