package dev.morgana.net.tcp;

/// A ring of octets whose array has a power-of-two size and grows on demand. It knows where its first octet lies, not how many are
/// valid: that is its user's affair.
final class Ring {
    private static final byte[] EMPTY = {};
    private static final int SMALLEST = MemoryBudget.LEAST;

    private final MemoryBudget budget;
    private byte[] octets = EMPTY;
    private int head;

    Ring(MemoryBudget budget) {
        this.budget = budget;
    }

    /// Octets that can be held now: the memory held, or what the budget allows.
    int room() {
        return Math.max(octets.length, budget.share());
    }

    /// Copies `count` octets to the place `offset` behind the first, growing as needed.
    void put(int offset, byte[] from, int at, int count) {
        reserve(offset + count);
        int index = (head + offset) & (octets.length - 1);
        int first = Math.min(count, octets.length - index);
        System.arraycopy(from, at, octets, index, first);
        System.arraycopy(from, at + first, octets, 0, count - first);
    }

    /// Copies `count` octets from the place `offset` behind the first.
    void get(int offset, byte[] to, int at, int count) {
        int index = (head + offset) & (octets.length - 1);
        int first = Math.min(count, octets.length - index);
        System.arraycopy(octets, index, to, at, first);
        System.arraycopy(octets, 0, to, at + first, count - first);
    }

    /// Drops the first `count` octets.
    void advance(int count) {
        head = (head + count) & Math.max(0, octets.length - 1);
    }

    /// Gives the memory back.
    void free() {
        budget.grown(-octets.length);
        octets = EMPTY;
        head = 0;
    }

    /// Octets of memory held.
    int capacity() {
        return octets.length;
    }

    /// Gives the memory back that the first `length` octets do not need.
    void shrink(int length) {
        int size = size(length);
        if (length == 0) {
            free();
        } else if (size < octets.length) {
            shrink(size, length);
        }
    }

    private void shrink(int size, int kept) {
        try {
            resize(size, kept);
        } catch (OutOfMemoryError e) {
            // less memory would need more of it first: another time
        }
    }

    private void reserve(int capacity) {
        if (capacity > octets.length) {
            resize(size(capacity), octets.length);
        }
    }

    private static int size(int capacity) {
        return Math.max(SMALLEST, Integer.highestOneBit(capacity - 1) << 1);
    }

    private void resize(int size, int kept) {
        byte[] other = new byte[size];
        if (kept > 0) {
            get(0, other, 0, kept);
        }
        budget.grown(size - octets.length);
        octets = other;
        head = 0;
    }
}
