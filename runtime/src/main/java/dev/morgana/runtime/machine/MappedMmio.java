package dev.morgana.runtime.machine;

import dev.morgana.device.Mmio;
import java.util.Objects;
import jdk.internal.misc.Unsafe;

/// Registers of a device at a mapped address. Volatile accesses are neither left out, merged nor reordered by the compiler, and the CPU
/// keeps the order of uncached accesses.
final class MappedMmio implements Mmio {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private final long address;
    private final int size;

    MappedMmio(long address, int size) {
        this.address = address;
        this.size = size;
    }

    @Override
    public int readByte(int offset) {
        return UNSAFE.getByteVolatile(null, at(offset, 1)) & 0xff;
    }

    @Override
    public int readShort(int offset) {
        return UNSAFE.getShortVolatile(null, at(offset, 2)) & 0xffff;
    }

    @Override
    public int readInt(int offset) {
        return UNSAFE.getIntVolatile(null, at(offset, 4));
    }

    @Override
    public void writeInt(int offset, int value) {
        UNSAFE.putIntVolatile(null, at(offset, 4), value);
    }

    @Override
    public void writeShort(int offset, int value) {
        UNSAFE.putShortVolatile(null, at(offset, 2), (short) value);
    }

    @Override
    public void writeByte(int offset, int value) {
        UNSAFE.putByteVolatile(null, at(offset, 1), (byte) value);
    }

    private long at(int offset, int count) {
        return address + Objects.checkFromIndexSize(offset, count, size);
    }
}
