package dev.morgana.runtime.zip;

/// The compressed bits, lowest first (RFC 1951 section 3.1.1). Bytes are pulled one at a time and only when they are needed, so
/// that at the stream's end less than a byte has been taken too much.
final class BitInput {
    private static final byte[] NONE = {};

    private byte[] from = NONE;
    private int start;
    private int at;
    private int end;
    private long hold;
    private int bits;

    void source(byte[] bytes, int offset, int length) {
        from = bytes;
        start = offset;
        at = offset;
        end = offset + length;
    }

    /// Lets the caller's array go; returns the index behind the last byte that was taken.
    int detach() {
        from = NONE;
        int taken = at;
        start = 0;
        at = 0;
        end = 0;
        return taken;
    }

    /// Adds one byte; false when there is none.
    boolean pull() {
        if (at == end) {
            return false;
        }
        hold |= (from[at++] & 255L) << bits;
        bits += 8;
        return true;
    }

    /// Makes sure of `count` bits (at most 32); false when the input ends before.
    boolean need(int count) {
        while (bits < count) {
            if (!pull()) {
                return false;
            }
        }
        return true;
    }

    /// Fills up for a whole symbol without checks for the input's end: for use while at least 8 bytes are left.
    void refill() {
        while (bits <= 48) {
            hold |= (from[at++] & 255L) << bits;
            bits += 8;
        }
    }

    /// Gives whole bytes back that [#refill()] took ahead of need, as far as they are from the present source.
    void giveBack() {
        int count = Math.min(bits >>> 3, at - start);
        at -= count;
        bits -= count << 3;
        hold &= (1L << bits) - 1;
    }

    /// Bytes of the source not yet taken.
    int left() {
        return end - at;
    }

    long hold() {
        return hold;
    }

    int bits() {
        return bits;
    }

    /// The low `count` bits, kept.
    int peek(int count) {
        return (int) (hold & ((1L << count) - 1));
    }

    void drop(int count) {
        hold >>>= count;
        bits -= count;
    }

    /// The low `count` bits, dropped.
    int take(int count) {
        int value = peek(count);
        drop(count);
        return value;
    }

    /// Drops what remains of the current byte.
    void alignToByte() {
        drop(bits & 7);
    }

    /// Copies up to `length` bytes of the source, when no bits are held.
    int copy(byte[] to, int toOffset, int length) {
        int count = Math.min(length, left());
        System.arraycopy(from, at, to, toOffset, count);
        at += count;
        return count;
    }

    void reset() {
        hold = 0;
        bits = 0;
    }
}
