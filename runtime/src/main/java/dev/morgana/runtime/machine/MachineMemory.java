package dev.morgana.runtime.machine;

import dev.morgana.device.DmaMemory;
import java.util.Objects;
import jdk.internal.misc.Unsafe;

/// Memory that a device reaches under the same address as we do.
final class MachineMemory implements DmaMemory {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private final long address;
    private final int size;

    MachineMemory(long address, int size) {
        this.address = address;
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long deviceAddress() {
        return address;
    }

    @Override
    public int readShort(int offset) {
        return UNSAFE.getShortAcquire(null, at(offset, 2)) & 0xffff;
    }

    @Override
    public int readInt(int offset) {
        return UNSAFE.getInt(null, at(offset, 4));
    }

    @Override
    public void writeShort(int offset, int value) {
        UNSAFE.putShortRelease(null, at(offset, 2), (short) value);
    }

    @Override
    public void writeInt(int offset, int value) {
        UNSAFE.putInt(null, at(offset, 4), value);
    }

    @Override
    public void writeLong(int offset, long value) {
        UNSAFE.putLong(null, at(offset, 8), value);
    }

    @Override
    public void read(int offset, byte[] to, int toOffset, int length) {
        Objects.checkFromIndexSize(toOffset, length, to.length);
        NativeBuffers.read(at(offset, length), to, toOffset, length);
    }

    @Override
    public void write(int offset, byte[] from, int fromOffset, int length) {
        Objects.checkFromIndexSize(fromOffset, length, from.length);
        NativeBuffers.write(at(offset, length), from, fromOffset, length);
    }

    @Override
    public void fence() {
        UNSAFE.fullFence();
    }

    private long at(int offset, int count) {
        return address + Objects.checkFromIndexSize(offset, count, size);
    }
}
