package dev.morgana.wire;

import java.util.Arrays;
import java.util.HexFormat;

/// An immutable string of octets: the value of an option, the data of a resource record, the body of a message.
public final class Octets {
    /// No octets.
    public static final Octets NONE = new Octets(new byte[0]);

    private final byte[] array;

    private Octets(byte[] array) {
        this.array = array;
    }

    /// The given octets, each taken modulo 256.
    public static Octets of(int... octets) {
        byte[] array = new byte[octets.length];
        for (int i = 0; i < array.length; i++) {
            array[i] = (byte) octets[i];
        }
        return new Octets(array);
    }

    /// A copy of the whole array.
    public static Octets copyOf(byte[] from) {
        return copyOf(from, 0, from.length);
    }

    /// A copy of `length` octets from `offset` on.
    public static Octets copyOf(byte[] from, int offset, int length) {
        return length == 0 ? NONE : new Octets(Arrays.copyOfRange(from, offset, offset + length));
    }

    /// How many there are.
    public int length() {
        return array.length;
    }

    /// The unsigned octet at `index`.
    public int u8(int index) {
        return Bytes.u8(array, index);
    }

    /// The unsigned 16-bit number from `index` on.
    public int u16(int index) {
        return Bytes.u16(array, index);
    }

    /// The 32-bit number from `index` on.
    public int i32(int index) {
        return Bytes.i32(array, index);
    }

    /// Copies `length` octets from `from` on into `to`.
    public void copyTo(int from, byte[] to, int offset, int length) {
        System.arraycopy(array, from, to, offset, length);
    }

    /// These octets followed by `more`.
    public Octets join(Octets more) {
        byte[] joined = Arrays.copyOf(array, array.length + more.array.length);
        System.arraycopy(more.array, 0, joined, array.length, more.array.length);
        return new Octets(joined);
    }

    /// A copy of all octets.
    public byte[] toByteArray() {
        return array.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(array, that.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(array);
    }
}
