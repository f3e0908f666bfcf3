package dev.morgana.net.tcp;

import dev.morgana.net.RandomSource;
import dev.morgana.wire.Endpoint;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/// The endpoints that sockets have reserved, and the choice of ephemeral ports: at random (RFC 6056 section 3.3.1), from 32768 to 65535.
final class PortTable {
    /// The first ephemeral port.
    static final int FIRST_EPHEMERAL = 32768;

    private static final int EPHEMERAL = 65536 - FIRST_EPHEMERAL;

    private final Set<Endpoint> reserved = new HashSet<>();
    private final RandomSource random;

    PortTable(RandomSource random) {
        this.random = random;
    }

    /// Reserves an endpoint; port 0 stands for any free one.
    ///
    /// @throws AddressInUseException if it overlaps with a reserved one
    Endpoint reserve(Endpoint wanted) {
        Endpoint chosen = wanted.port() != 0 ? wanted : ephemeral(wanted, port -> true);
        if (taken(chosen)) {
            throw new AddressInUseException(chosen);
        }
        try {
            reserved.add(chosen);
        } catch (OutOfMemoryError e) {
            // a hash table inserts before it grows
            reserved.remove(chosen);
            throw e;
        }
        return chosen;
    }

    /// Gives an endpoint back.
    void release(Endpoint endpoint) {
        reserved.remove(endpoint);
    }

    /// A random ephemeral port for the address of `wanted` that is not reserved and satisfies `free`.
    ///
    /// @throws AddressInUseException if there is none
    Endpoint ephemeral(Endpoint wanted, Predicate<Endpoint> free) {
        int first = (int) (random.next() >>> 33) % EPHEMERAL;
        for (int i = 0; i < EPHEMERAL; i++) {
            int port = FIRST_EPHEMERAL + (first + i) % EPHEMERAL;
            Endpoint candidate = new Endpoint(wanted.address(), port);
            if (!taken(candidate) && free.test(candidate)) {
                return candidate;
            }
        }
        throw new AddressInUseException(wanted);
    }

    private boolean taken(Endpoint endpoint) {
        if (!endpoint.address().isAny()) {
            Endpoint any = new Endpoint(dev.morgana.wire.Ipv4Address.ANY, endpoint.port());
            return reserved.contains(endpoint) || reserved.contains(any);
        }
        for (Endpoint other : reserved) {
            if (other.port() == endpoint.port()) {
                return true;
            }
        }
        return false;
    }
}
