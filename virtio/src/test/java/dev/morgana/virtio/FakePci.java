package dev.morgana.virtio;

import dev.morgana.device.Mmio;
import dev.morgana.device.PciBus;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A bus with one virtio device on it (virtio 1.2 section 4.1), whose registers are those of a [FakeDevice] in another order.
final class FakePci implements PciBus {
    static final int SLOT = 3;
    static final long BAR = 0xfe00_0000L;
    static final Message MESSAGE = new Message(0xfee0_0000L, 0x6f, 63);

    private static final int COMMON = 0;
    private static final int NOTIFY = 0x3000;
    private static final int DEVICE = 0x2000;
    private static final int TABLE = 0x4000;
    private static final int MULTIPLIER = 4;

    final byte[] space = new byte[4096];
    final int[] vectors = {0xffff, 0xffff};
    final int[] table = new int[4];
    private final FakeDevice device;
    private int queue;

    FakePci(FakeDevice device) {
        this.device = device;
        put(0x00, 2, 0x1af4);
        put(0x02, 2, 0x1040 + device.deviceId);
        put(0x06, 2, 0x10);
        put(0x10 + 4 * 4, 4, (int) BAR | 0xc);
        put(0x34, 1, 0x40);
        capability(0x40, 0x50, 1, COMMON, 0x1000);
        capability(0x50, 0x64, 2, NOTIFY, 0x1000);
        put(0x60, 4, MULTIPLIER);
        capability(0x64, 0x74, 4, DEVICE, 0x1000);
        put(0x74, 1, 0x11);
        put(0x78, 4, TABLE | 4);
    }

    void put(int offset, int count, int value) {
        for (int i = 0; i < count; i++) {
            space[offset + i] = (byte) (value >>> (8 * i));
        }
    }

    private void capability(int at, int next, int type, int offset, int length) {
        put(at, 1, 9);
        put(at + 1, 1, next);
        put(at + 3, 1, type);
        put(at + 4, 1, 4);
        put(at + 8, 4, offset);
        put(at + 12, 4, length);
    }

    int command() {
        return (space[4] & 0xff) | (space[5] & 0xff) << 8;
    }

    int messageControl() {
        return (space[0x76] & 0xff) | (space[0x77] & 0xff) << 8;
    }

    @Override
    public Mmio configuration(int slot, int function) {
        var absent = new byte[4096];
        Arrays.fill(absent, (byte) -1);
        return new Bytes(slot == SLOT && function == 0 ? space : absent);
    }

    @Override
    public @Nullable Mmio registers(long address, int size) {
        long offset = address - BAR;
        return offset < 0 || offset > 0x8000 ? null : new Registers((int) offset, size);
    }

    @Override
    public @Nullable Message message() {
        return MESSAGE;
    }

    /// Bytes that are registers.
    private static class Bytes implements Mmio {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int readByte(int offset) {
            return bytes[offset] & 0xff;
        }

        @Override
        public int readShort(int offset) {
            return readByte(offset) | readByte(offset + 1) << 8;
        }

        @Override
        public int readInt(int offset) {
            return readShort(offset) | readShort(offset + 2) << 16;
        }

        @Override
        public void writeByte(int offset, int value) {
            bytes[offset] = (byte) value;
        }

        @Override
        public void writeShort(int offset, int value) {
            writeByte(offset, value);
            writeByte(offset + 1, value >>> 8);
        }

        @Override
        public void writeInt(int offset, int value) {
            writeShort(offset, value);
            writeShort(offset + 2, value >>> 16);
        }
    }

    /// What lies behind the base address.
    private final class Registers implements Mmio {
        private final int base;
        private final int size;

        Registers(int base, int size) {
            this.base = base;
            this.size = size;
        }

        private int at(int offset, int count) {
            Objects.checkFromIndexSize(offset, count, size);
            device.registerAccesses++;
            return base + offset;
        }

        @Override
        public int readByte(int offset) {
            return switch (at(offset, 1)) {
                case 20 -> device.status;
                case 21 -> device.generation;
                default -> device.readByte(0x100 + at(offset, 1) - DEVICE);
            };
        }

        @Override
        public int readShort(int offset) {
            return switch (at(offset, 2)) {
                case 16 -> vectors[0];
                case 18 -> device.queues.length;
                case 24 -> device.readInt(0x34);
                case 26 -> vectors[1];
                case 28 -> device.readInt(0x44);
                case 30 -> queue;
                default -> device.readShort(0x100 + at(offset, 2) - DEVICE);
            };
        }

        @Override
        public int readInt(int offset) {
            return at(offset, 4) == 4
                    ? device.readInt(0x10)
                    : device.readInt(0x100 + at(offset, 4) - DEVICE);
        }

        @Override
        public void writeByte(int offset, int value) {
            if (at(offset, 1) != 20) {
                throw new AssertionError("a byte at " + offset);
            }
            device.writeInt(0x70, value);
        }

        @Override
        public void writeShort(int offset, int value) {
            int at = at(offset, 2);
            switch (at) {
                case 16 -> vectors[0] = value;
                case 26 -> vectors[1] = value;
                case 22 -> {
                    queue = value;
                    device.writeInt(0x30, value);
                }
                case 24 -> device.writeInt(0x38, value);
                case 28 -> device.writeInt(0x44, value);
                default -> {
                    if (at != NOTIFY + MULTIPLIER * value) {
                        throw new AssertionError("queue " + value + " notified at " + at);
                    }
                    device.writeInt(0x50, value);
                }
            }
        }

        @Override
        public void writeInt(int offset, int value) {
            int at = at(offset, 4);
            switch (at) {
                case 0 -> device.writeInt(0x14, value);
                case 8 -> device.writeInt(0x24, value);
                case 12 -> device.writeInt(0x20, value);
                case 32, 36 -> device.writeInt(0x80 + at - 32, value);
                case 40, 44 -> device.writeInt(0x90 + at - 40, value);
                case 48, 52 -> device.writeInt(0xa0 + at - 48, value);
                default -> {
                    // A table that lies elsewhere is written all the same, and nobody reads it.
                    if (at >= TABLE && at < TABLE + 16) {
                        table[(at - TABLE) / 4] = value;
                    }
                }
            }
        }
    }
}
