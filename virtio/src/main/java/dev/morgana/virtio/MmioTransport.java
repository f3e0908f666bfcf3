package dev.morgana.virtio;

import dev.morgana.device.Mmio;

/// Virtio over memory-mapped registers (virtio 1.2 section 4.2), version 2 of the register layout.
public final class MmioTransport implements Transport {
    private static final int MAGIC = 0x000;
    private static final int VERSION = 0x004;
    private static final int DEVICE_ID = 0x008;
    private static final int DEVICE_FEATURES = 0x010;
    private static final int DEVICE_FEATURES_SELECT = 0x014;
    private static final int DRIVER_FEATURES = 0x020;
    private static final int DRIVER_FEATURES_SELECT = 0x024;
    private static final int QUEUE_SELECT = 0x030;
    private static final int QUEUE_SIZE_MAX = 0x034;
    private static final int QUEUE_SIZE = 0x038;
    private static final int QUEUE_READY = 0x044;
    private static final int QUEUE_NOTIFY = 0x050;
    private static final int INTERRUPT_STATUS = 0x060;
    private static final int INTERRUPT_ACKNOWLEDGE = 0x064;
    private static final int STATUS = 0x070;
    private static final int QUEUE_DESCRIPTORS = 0x080;
    private static final int QUEUE_AVAILABLE = 0x090;
    private static final int QUEUE_USED = 0x0a0;
    private static final int CONFIGURATION_GENERATION = 0x0fc;
    private static final int CONFIGURATION = 0x100;

    /// "virt", little-endian.
    private static final int MAGIC_VALUE = 0x7472_6976;

    private static final int LEGACY_VERSION = 1;
    private static final int MODERN_VERSION = 2;

    /// A device that interrupts without end is not followed further than this in one call.
    private static final int MOST_ACKNOWLEDGEMENTS = 8;

    private final Mmio registers;

    /// The transport of the device behind `registers`, which must be its whole region.
    ///
    /// @throws VirtioException if there is no virtio device, or one that speaks only the legacy protocol
    public MmioTransport(Mmio registers) {
        this.registers = registers;
        // 4.2.2.2: the driver MUST ignore a device with another magic value, another version, or
        // device id 0.
        int magic = registers.readInt(MAGIC);
        if (magic != MAGIC_VALUE) {
            throw new VirtioException("no virtio device: magic value " + hex(magic));
        }
        int version = registers.readInt(VERSION);
        if (version == LEGACY_VERSION) {
            throw new VirtioException(
                    "legacy virtio device: run QEMU with -global virtio-mmio.force-legacy=false");
        }
        if (version != MODERN_VERSION) {
            throw new VirtioException("unknown version " + hex(version) + " of virtio-mmio");
        }
        if (deviceId() == 0) {
            throw new VirtioException("no virtio device: empty slot");
        }
    }

    private static String hex(int value) {
        return "0x" + Integer.toHexString(value);
    }

    @Override
    public int deviceId() {
        return registers.readInt(DEVICE_ID);
    }

    @Override
    public int status() {
        return registers.readInt(STATUS);
    }

    @Override
    public void writeStatus(int bits) {
        registers.writeInt(STATUS, bits);
    }

    @Override
    public long deviceFeatures() {
        registers.writeInt(DEVICE_FEATURES_SELECT, 0);
        long low = registers.readInt(DEVICE_FEATURES) & 0xffff_ffffL;
        registers.writeInt(DEVICE_FEATURES_SELECT, 1);
        long high = registers.readInt(DEVICE_FEATURES);
        return high << 32 | low;
    }

    @Override
    public void writeDriverFeatures(long bits) {
        registers.writeInt(DRIVER_FEATURES_SELECT, 0);
        registers.writeInt(DRIVER_FEATURES, (int) bits);
        registers.writeInt(DRIVER_FEATURES_SELECT, 1);
        registers.writeInt(DRIVER_FEATURES, (int) (bits >>> 32));
    }

    @Override
    public int queueSizeLimit(int queue) {
        registers.writeInt(QUEUE_SELECT, queue);
        return registers.readInt(QUEUE_SIZE_MAX);
    }

    @Override
    public boolean enableQueue(int queue, int size, RingAddresses rings) {
        registers.writeInt(QUEUE_SELECT, queue);
        if (registers.readInt(QUEUE_READY) != 0) {
            return false;
        }
        registers.writeInt(QUEUE_SIZE, size);
        writeAddress(QUEUE_DESCRIPTORS, rings.descriptors());
        writeAddress(QUEUE_AVAILABLE, rings.available());
        writeAddress(QUEUE_USED, rings.used());
        registers.writeInt(QUEUE_READY, 1);
        return true;
    }

    private void writeAddress(int register, long address) {
        registers.writeInt(register, (int) address);
        registers.writeInt(register + 4, (int) (address >>> 32));
    }

    @Override
    public void notifyQueue(int queue) {
        registers.writeInt(QUEUE_NOTIFY, queue);
    }

    /// {@inheritDoc}
    ///
    /// Goes on until no cause is left: where the interrupt line is edge-triggered, it fires only when the causes go from none to some,
    /// and one left over would keep it from ever firing again.
    @Override
    public int acknowledgeInterrupts() {
        int all = 0;
        for (int reads = 0; reads < MOST_ACKNOWLEDGEMENTS; reads++) {
            int causes =
                    registers.readInt(INTERRUPT_STATUS)
                            & (QUEUE_INTERRUPT | CONFIGURATION_INTERRUPT);
            if (causes == 0) {
                break;
            }
            // Exactly what was read: a cause that the device adds meanwhile is not lost.
            registers.writeInt(INTERRUPT_ACKNOWLEDGE, causes);
            all |= causes;
        }
        return all;
    }

    @Override
    public int configurationGeneration() {
        return registers.readInt(CONFIGURATION_GENERATION);
    }

    @Override
    public int configurationByte(int offset) {
        return registers.readByte(CONFIGURATION + offset);
    }

    @Override
    public int configurationShort(int offset) {
        return registers.readShort(CONFIGURATION + offset);
    }

    @Override
    public int configurationInt(int offset) {
        return registers.readInt(CONFIGURATION + offset);
    }
}
