package dev.morgana.virtio;

import dev.morgana.device.Mmio;
import java.util.Arrays;

/// A virtio device behind memory-mapped registers (virtio 1.2 section 4.2), which the test plays. It asserts that the driver keeps
/// the order of section 3.1.1 and uses each register with its width.
class FakeDevice implements Mmio {
    static final long VERSION_1 = 1L << 32;
    static final long EVENT_IDX = 1L << 29;

    final FakeQueue[] queues;
    final byte[] configuration = new byte[64];
    int magic = 0x7472_6976;
    int version = 2;
    int deviceId;
    long offered;
    long rejected;
    long accepted;
    int status;
    int generation;
    int interruptStatus;
    int[] notified;

    /// How often the driver has read or written a register, at least.
    int registerAccesses;

    Runnable onConfigurationRead = () -> {};
    Runnable onReset = () -> {};
    private boolean running;
    private int featuresSelect;
    private int driverFeaturesSelect;
    private int queueSelect;

    FakeDevice(FakeMemory memory, int deviceId, long offered, int... queueLimits) {
        this.deviceId = deviceId;
        this.offered = offered;
        this.notified = new int[queueLimits.length];
        this.queues = new FakeQueue[queueLimits.length];
        for (int i = 0; i < queues.length; i++) {
            queues[i] = new FakeQueue(memory, queueLimits[i]);
        }
    }

    MmioTransport transport() {
        return new MmioTransport(this);
    }

    boolean running() {
        return running;
    }

    /// Interrupts if the driver wants it for what this queue has used.
    boolean interrupt(int queue) {
        boolean due = queues[queue].interruptDue();
        if (due) {
            interruptStatus |= 1;
        }
        return due;
    }

    @Override
    public int readInt(int offset) {
        registerAccesses++;
        return switch (offset) {
            case 0x00 -> magic;
            case 0x04 -> version;
            case 0x08 -> deviceId;
            case 0x10 -> (int) (featuresSelect == 0 ? offered : offered >>> 32);
            case 0x34 -> queueSelect < queues.length ? queues[queueSelect].limit : 0;
            case 0x44 -> queues[queueSelect].ready ? 1 : 0;
            case 0x60 -> interruptStatus;
            case 0x70 -> status;
            case 0xfc -> generation;
            default ->
                    configurationByte(offset)
                            | configurationByte(offset + 1) << 8
                            | configurationByte(offset + 2) << 16
                            | configurationByte(offset + 3) << 24;
        };
    }

    private int configurationByte(int offset) {
        if (offset < 0x100) {
            throw new AssertionError("read of register " + Integer.toHexString(offset));
        }
        return configuration[offset - 0x100] & 255;
    }

    @Override
    public int readShort(int offset) {
        registerAccesses++;
        onConfigurationRead.run();
        return configurationByte(offset) | configurationByte(offset + 1) << 8;
    }

    @Override
    public int readByte(int offset) {
        registerAccesses++;
        onConfigurationRead.run();
        return configurationByte(offset);
    }

    @Override
    public void writeInt(int offset, int value) {
        registerAccesses++;
        switch (offset) {
            case 0x14 -> featuresSelect = value;
            case 0x20 -> writeFeatures(value);
            case 0x24 -> driverFeaturesSelect = value;
            case 0x30 -> queueSelect = value;
            case 0x50 -> notified(value);
            case 0x64 -> interruptStatus &= ~value;
            case 0x70 -> writeStatus(value);
            default -> writeQueue(queues[queueSelect], offset, value);
        }
    }

    private void writeFeatures(int value) {
        accepted = driverFeaturesSelect == 0 ? withLow(accepted, value) : withHigh(accepted, value);
    }

    private static long withLow(long whole, int value) {
        return (whole & ~0xffff_ffffL) | (value & 0xffff_ffffL);
    }

    private static long withHigh(long whole, int value) {
        return (whole & 0xffff_ffffL) | (long) value << 32;
    }

    private void notified(int queue) {
        if (!running()) {
            throw new AssertionError("notified before DRIVER_OK");
        }
        notified[queue]++;
    }

    private void writeStatus(int value) {
        if (value == 0) {
            Arrays.stream(queues).forEach(FakeQueue::reset);
            accepted = 0;
            interruptStatus = 0;
            onReset.run();
        } else if ((value & 8) != 0 && (accepted & (~offered | rejected)) != 0) {
            value &= ~8;
        } else if ((value & 4) != 0 && (value & 8) == 0) {
            throw new AssertionError("DRIVER_OK without FEATURES_OK");
        }
        status = value;
        running = (value & 4) != 0;
    }

    private void writeQueue(FakeQueue queue, int offset, int value) {
        if ((status & 8) == 0 || running()) {
            throw new AssertionError("queue set up in status " + status);
        }
        switch (offset) {
            case 0x38 -> queue.size = value;
            case 0x80 -> queue.descriptors = withLow(queue.descriptors, value);
            case 0x84 -> queue.descriptors = withHigh(queue.descriptors, value);
            case 0x90 -> queue.available = withLow(queue.available, value);
            case 0x94 -> queue.available = withHigh(queue.available, value);
            case 0xa0 -> queue.used = withLow(queue.used, value);
            case 0xa4 -> queue.used = withHigh(queue.used, value);
            case 0x44 -> {
                queue.eventIndex = (accepted & EVENT_IDX) != 0;
                queue.enable();
            }
            default -> throw new AssertionError("write of register " + Integer.toHexString(offset));
        }
    }

    @Override
    public void writeShort(int offset, int value) {
        throw new AssertionError("registers are 32 bits wide");
    }

    @Override
    public void writeByte(int offset, int value) {
        throw new AssertionError("registers are 32 bits wide");
    }
}
