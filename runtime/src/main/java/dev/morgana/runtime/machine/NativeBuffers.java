package dev.morgana.runtime.machine;

import java.nio.charset.StandardCharsets;
import jdk.internal.misc.Unsafe;

/// Memory behind addresses that the JDK's own classes hand to what they take for C: direct buffers, path names, event arrays.
public final class NativeBuffers {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private static final int PAGE = 4096;

    private NativeBuffers() {}

    /// Memory of zeros that begins at a page.
    ///
    /// @throws OutOfMemoryError if there is none
    public static long allocatePages(long count) {
        long base = UNSAFE.allocateMemory(count + PAGE + Long.BYTES);
        long address = (base + Long.BYTES + PAGE - 1) & -PAGE;
        UNSAFE.setMemory(address, count, (byte) 0);
        UNSAFE.putLong(address - Long.BYTES, base);
        return address;
    }

    /// Gives back what [#allocatePages] gave.
    public static void freePages(long address) {
        UNSAFE.freeMemory(UNSAFE.getLong(address - Long.BYTES));
    }

    /// Copies `count` bytes from `address` into the array.
    public static void read(long address, byte[] to, int offset, int count) {
        UNSAFE.copyMemory(null, address, to, Unsafe.ARRAY_BYTE_BASE_OFFSET + offset, count);
    }

    /// Copies `count` bytes of the array to `address`.
    public static void write(long address, byte[] from, int offset, int count) {
        UNSAFE.copyMemory(from, Unsafe.ARRAY_BYTE_BASE_OFFSET + offset, null, address, count);
    }

    /// Reads 64 bits.
    public static long getLong(long address) {
        return UNSAFE.getLong(address);
    }

    /// Writes 32 bits.
    public static void putInt(long address, int value) {
        UNSAFE.putInt(address, value);
    }

    /// Writes 16 bits.
    public static void putShort(long address, int value) {
        UNSAFE.putShort(address, (short) value);
    }

    /// Reads 16 bits, unsigned.
    public static int getShort(long address) {
        return UNSAFE.getShort(address) & 0xffff;
    }

    /// Reads 32 bits.
    public static int getInt(long address) {
        return UNSAFE.getInt(address);
    }

    /// The text of a C string.
    public static String string(long address) {
        int length = 0;
        while (UNSAFE.getByte(address + length) != 0) {
            length++;
        }
        byte[] bytes = new byte[length];
        read(address, bytes, 0, length);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
