package dev.morgana.net.ip;

import java.util.concurrent.TimeUnit;

/// What routers told us of narrower links on the way (RFC 1191): a bounded table of destinations, each forgotten after ten minutes
/// so that a path that became wider is found out (section 6.3).
final class PathMtu {
    static final int MINIMUM = IpService.LEAST_MTU;

    /// RFC 1191 section 6.3: recommended timeout.
    static final long LIFETIME = TimeUnit.MINUTES.toNanos(10);

    private static final int SIZE = 64;

    /// RFC 1191 section 7.1: the MTUs that links usually have.
    private static final int[] PLATEAUS = {32000, 17914, 8166, 4352, 2002, 1492, 1006, MINIMUM};

    private final int[] destinations = new int[SIZE];
    private final int[] mtus = new int[SIZE];
    private final long[] expiries = new long[SIZE];
    private long nextExpiry = Long.MAX_VALUE;

    private static int slot(int destination) {
        return (destination * 0x9e37_79b9) >>> 26;
    }

    /// The MTU that a message of a router means. Old routers say 0: then it is the plateau below the packet's length (RFC 1191
    /// section 5).
    static int fromMessage(int mtu, int packetLength) {
        if (mtu != 0) {
            return Math.max(mtu, MINIMUM);
        }
        for (int plateau : PLATEAUS) {
            if (plateau < packetLength) {
                return plateau;
            }
        }
        return MINIMUM;
    }

    /// Notes that packets to `destination` may have at most `mtu` octets; an estimate is never raised by a message (section 3).
    void lower(int destination, int mtu, long now) {
        int slot = slot(destination);
        boolean other = destinations[slot] != destination || expiries[slot] <= now;
        if (other || mtu < mtus[slot]) {
            destinations[slot] = destination;
            mtus[slot] = mtu;
            expiries[slot] = now + LIFETIME;
            nextExpiry = Math.min(nextExpiry, expiries[slot]);
        }
    }

    /// The MTU to `destination` over a link of `linkMtu`.
    int of(int destination, int linkMtu) {
        int slot = slot(destination);
        boolean noted = destinations[slot] == destination && mtus[slot] != 0;
        return noted ? Math.min(mtus[slot], linkMtu) : linkMtu;
    }

    /// Forgets what is too old.
    ///
    /// @return when the next entry expires, or [Long#MAX_VALUE]
    long poll(long now) {
        if (nextExpiry <= now) {
            nextExpiry = expire(now);
        }
        return nextExpiry;
    }

    private long expire(long now) {
        long next = Long.MAX_VALUE;
        for (int slot = 0; slot < SIZE; slot++) {
            if (mtus[slot] != 0 && expiries[slot] <= now) {
                mtus[slot] = 0;
            }
            if (mtus[slot] != 0) {
                next = Math.min(next, expiries[slot]);
            }
        }
        return next;
    }
}
