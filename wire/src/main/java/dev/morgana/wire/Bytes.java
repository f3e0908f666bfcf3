package dev.morgana.wire;

/// Access to big-endian fields of a `byte[]`: the one place where octets become numbers. Offsets are absolute indices into the
/// array; an index outside it raises [IndexOutOfBoundsException], which no caller may provoke with data from the network: lengths
/// are checked first.
public final class Bytes {
    private Bytes() {}

    /// The unsigned octet at `at`.
    public static int u8(byte[] from, int at) {
        return from[at] & 255;
    }

    /// The unsigned 16-bit number at `at`.
    public static int u16(byte[] from, int at) {
        return (from[at] & 255) << 8 | (from[at + 1] & 255);
    }

    /// The 32-bit number at `at`.
    public static int i32(byte[] from, int at) {
        return u16(from, at) << 16 | u16(from, at + 2);
    }

    /// The unsigned 48-bit number at `at`.
    public static long u48(byte[] from, int at) {
        return ((long) u16(from, at) << 32) | (i32(from, at + 2) & 0xffff_ffffL);
    }

    /// Writes the low 8 bits of `value`.
    public static void put8(byte[] to, int at, int value) {
        to[at] = (byte) value;
    }

    /// Writes the low 16 bits of `value`.
    public static void put16(byte[] to, int at, int value) {
        to[at] = (byte) (value >>> 8);
        to[at + 1] = (byte) value;
    }

    /// Writes `value`.
    public static void put32(byte[] to, int at, int value) {
        put16(to, at, value >>> 16);
        put16(to, at + 2, value);
    }

    /// Writes the low 48 bits of `value`.
    public static void put48(byte[] to, int at, long value) {
        put16(to, at, (int) (value >>> 32));
        put32(to, at + 2, (int) value);
    }
}
