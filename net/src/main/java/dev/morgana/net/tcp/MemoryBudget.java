package dev.morgana.net.tcp;

/// The memory that the buffers of all connections may take together. Nobody is refused all of it: a buffer may grow to an eighth of what
/// is free, so that many greedy connections leave room for those that come later, and every buffer may have [#LEAST] octets however
/// little there is. (The rule is that of shared switch buffers: Choudhury and Hahne, "Dynamic queue length thresholds", 1998.)
final class MemoryBudget {
    /// What every buffer gets: more than a full segment of Ethernet.
    static final int LEAST = 2048;

    private static final int MOST = 1 << 21;

    private final long limit;
    private long used;

    MemoryBudget(long limit) {
        this.limit = limit;
    }

    /// Octets of the largest array that a buffer may grow to now: a power of two.
    int share() {
        long free = (limit - used) >>> 3;
        if (free <= LEAST || used >= limit) {
            return LEAST;
        }
        return free >= MOST ? MOST : Integer.highestOneBit((int) free);
    }

    /// A buffer has grown by so much; negative when it has shrunk.
    void grown(int octets) {
        used += octets;
    }

    /// Octets taken.
    long used() {
        return used;
    }

    /// Whether half is taken: time to look for what is held for nothing.
    boolean isLow() {
        return used > limit >> 1;
    }

    /// Whether memory is so scarce that empty buffers are not kept for later use.
    boolean isScarce() {
        return used > limit - (limit >> 2);
    }

    /// Whether the least shares alone have overdrawn it: no new connections then.
    boolean isOverdrawn() {
        return used > limit + (limit >> 2);
    }
}
