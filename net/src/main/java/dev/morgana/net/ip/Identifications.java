package dev.morgana.net.ip;

import dev.morgana.net.RandomSource;

/// The identifications of packets that may be divided (RFC 6864 section 4.3: unique for a while between two hosts). Destinations share
/// a few counters by a secret hash, so that one correspondent learns little of how much others get (RFC 7739 section 5.3).
final class Identifications {
    private static final int COUNTERS = 256;

    private final int[] next = new int[COUNTERS];
    private final int secret;

    Identifications(RandomSource random) {
        secret = (int) random.next();
        for (int i = 0; i < COUNTERS; i++) {
            next[i] = (int) random.next();
        }
    }

    /// The next one for packets to `destination`: 16 bits.
    int next(int destination) {
        int slot = ((destination ^ secret) * 0x9e37_79b9) >>> 24;
        return next[slot]++ & 0xffff;
    }
}
