package dev.morgana.net.tcp;

/// A ring of octets whose array has a power-of-two size and grows on demand. It knows where its first octet lies, not how many are
/// valid: that is its user's affair.
final class Ring {
    private static final byte[] EMPTY = {};
    private static final int SMALLEST = 2048;

    private byte[] octets = EMPTY;
    private int head;

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
        octets = EMPTY;
        head = 0;
    }

    /// Octets of memory held.
    int capacity() {
        return octets.length;
    }

    private void reserve(int capacity) {
        if (capacity <= octets.length) {
            return;
        }
        int size = Math.max(SMALLEST, Integer.highestOneBit(capacity - 1) << 1);
        byte[] grown = new byte[size];
        if (octets.length > 0) {
            get(0, grown, 0, octets.length);
        }
        octets = grown;
        head = 0;
    }
}
