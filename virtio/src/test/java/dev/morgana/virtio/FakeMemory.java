package dev.morgana.virtio;

import dev.morgana.device.DmaAllocator;
import dev.morgana.device.DmaMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// Memory that driver and fake device share. The driver's accesses are checked against the bounds of each piece and against the
/// rule that it never reads back a ring that it writes; before each of them the device may act, as a real one does at any time.
final class FakeMemory implements DmaAllocator {
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final List<Region> regions = new ArrayList<>();
    private long nextAddress = 0x7_1234_5000L;
    private Runnable device = () -> {};
    private boolean deviceActs;
    private long allocated;

    /// What the device does before each access of the driver.
    void beforeEachAccess(Runnable action) {
        device = action;
    }

    long allocated() {
        return allocated;
    }

    @Override
    public DmaMemory allocate(int size) {
        var region = new Region(nextAddress, new byte[size]);
        allocated += size;
        nextAddress += (size + 4095L) / 4096 * 4096 + 4096;
        regions.add(region);
        return region;
    }

    /// Whether the `length` bytes at `address` lie in one piece.
    boolean holds(long address, int length) {
        for (int i = 0; i < regions.size(); i++) {
            long offset = address - regions.get(i).address;
            if (offset >= 0 && offset <= regions.get(i).bytes.length - length) {
                return true;
            }
        }
        return false;
    }

    /// Writes random bytes somewhere.
    void scribble(RandomGenerator random) {
        byte[] bytes = regions.get(random.nextInt(regions.size())).bytes;
        int rings = Math.min(bytes.length, 600);
        int at = random.nextInt(random.nextBoolean() ? rings : bytes.length);
        for (int end = Math.min(at + random.nextInt(1, 9), bytes.length); at < end; at++) {
            bytes[at] = (byte) random.nextInt();
        }
    }

    /// The piece that holds the `length` bytes at `address`; a driver that gave the device another address is wrong.
    Region region(long address, int length) {
        for (int i = 0; i < regions.size(); i++) {
            Region region = regions.get(i);
            long offset = address - region.address;
            if (offset >= 0 && offset <= region.bytes.length - length) {
                return region;
            }
        }
        throw new AssertionError("device was given " + Long.toHexString(address) + " + " + length);
    }

    int deviceShort(long address) {
        Region region = region(address, 2);
        return (short) SHORT.get(region.bytes, region.at(address)) & 0xffff;
    }

    int deviceInt(long address) {
        Region region = region(address, 4);
        return (int) INT.get(region.bytes, region.at(address));
    }

    long deviceLong(long address) {
        Region region = region(address, 8);
        return (long) LONG.get(region.bytes, region.at(address));
    }

    void putDeviceShort(long address, int value) {
        Region region = region(address, 2);
        SHORT.set(region.bytes, region.at(address), (short) value);
    }

    void putDeviceInt(long address, int value) {
        Region region = region(address, 4);
        INT.set(region.bytes, region.at(address), value);
    }

    void putDeviceBytes(long address, byte[] from) {
        Region region = region(address, from.length);
        System.arraycopy(from, 0, region.bytes, region.at(address), from.length);
    }

    byte[] deviceBytes(long address, int length) {
        Region region = region(address, length);
        return Arrays.copyOfRange(region.bytes, region.at(address), region.at(address) + length);
    }

    private void letDeviceAct() {
        if (!deviceActs) {
            deviceActs = true;
            device.run();
            deviceActs = false;
        }
    }

    /// One piece.
    final class Region implements DmaMemory {
        private final long address;
        private final byte[] bytes;
        private int unreadable;

        private Region(long address, byte[] bytes) {
            this.address = address;
            this.bytes = bytes;
        }

        /// The driver wrote everything before the address `end`: it must not read there.
        void forbidReadsBefore(long end) {
            unreadable = at(end);
        }

        byte[] bytes() {
            return bytes;
        }

        private int at(long deviceAddress) {
            return Math.toIntExact(deviceAddress - address);
        }

        private int readable(int offset, int count) {
            letDeviceAct();
            Objects.checkFromIndexSize(offset, count, bytes.length);
            if (offset < unreadable) {
                throw new AssertionError("driver reads back its own ring at " + offset);
            }
            return offset;
        }

        private int writable(int offset, int count) {
            letDeviceAct();
            return Objects.checkFromIndexSize(offset, count, bytes.length);
        }

        @Override
        public int size() {
            return bytes.length;
        }

        @Override
        public long deviceAddress() {
            return address;
        }

        @Override
        public int readShort(int offset) {
            return (short) SHORT.get(bytes, readable(offset, 2)) & 0xffff;
        }

        @Override
        public int readInt(int offset) {
            return (int) INT.get(bytes, readable(offset, 4));
        }

        @Override
        public void writeShort(int offset, int value) {
            SHORT.set(bytes, writable(offset, 2), (short) value);
        }

        @Override
        public void writeInt(int offset, int value) {
            INT.set(bytes, writable(offset, 4), value);
        }

        @Override
        public void writeLong(int offset, long value) {
            LONG.set(bytes, writable(offset, 8), value);
        }

        @Override
        public void read(int offset, byte[] to, int toOffset, int length) {
            System.arraycopy(bytes, readable(offset, length), to, toOffset, length);
        }

        @Override
        public void write(int offset, byte[] from, int fromOffset, int length) {
            System.arraycopy(from, fromOffset, bytes, writable(offset, length), length);
        }

        @Override
        public void fence() {
            letDeviceAct();
        }
    }
}
