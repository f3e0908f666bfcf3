package dev.morgana.virtio;

import dev.morgana.device.Mmio;
import dev.morgana.device.PciBus;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Virtio over PCI (virtio 1.2 section 4.1), through the modern interface only. All queues and the configuration share one interrupt, an MSI-X message.
public final class PciTransport implements Transport {
    private static final int VENDOR = 0x1af4;
    private static final int TRANSITIONAL = 0x1000;
    private static final int MODERN = 0x1040;
    private static final int MODERN_END = 0x1080;

    // Capabilities (4.1.4, and PCI 3.0 section 6.8.2).
    private static final int MESSAGES = 0x11;
    private static final int VENDORS_OWN = 0x09;
    private static final int TYPE = 3;
    private static final int BAR = 4;
    private static final int OFFSET = 8;
    private static final int LENGTH = 12;
    private static final int NOTIFY_MULTIPLIER = 16;
    private static final int COMMON = 1;
    private static final int NOTIFY = 2;
    private static final int DEVICE = 4;

    /// More of a region is not used by any device that we drive.
    private static final int LARGEST_REGION = 1 << 16;

    // MSI-X: the capability's control word, and the table's first entry.
    private static final int CONTROL = 2;
    private static final int TABLE = 4;
    private static final int ENABLE = 0x8000;
    private static final int MASK_ALL = 0x4000;
    private static final int ENTRY = 16;

    // The common configuration (4.1.4.3).
    private static final int DEVICE_FEATURES_SELECT = 0;
    private static final int DEVICE_FEATURES = 4;
    private static final int DRIVER_FEATURES_SELECT = 8;
    private static final int DRIVER_FEATURES = 12;
    private static final int CONFIGURATION_VECTOR = 16;
    private static final int QUEUES = 18;
    private static final int STATUS = 20;
    private static final int GENERATION = 21;
    private static final int QUEUE_SELECT = 22;
    private static final int QUEUE_SIZE = 24;
    private static final int QUEUE_VECTOR = 26;
    private static final int QUEUE_ENABLE = 28;
    private static final int QUEUE_NOTIFY_OFFSET = 30;
    private static final int QUEUE_DESCRIPTORS = 32;
    private static final int QUEUE_AVAILABLE = 40;
    private static final int QUEUE_USED = 48;
    private static final int COMMON_SIZE = 56;

    private final PciFunction function;
    private final int deviceId;
    private final int line;
    private @Nullable Mmio common;
    private @Nullable Mmio notify;
    private @Nullable Mmio device;
    private int notifyMultiplier;
    private int messages;

    /// Where each queue is notified; grows with the queues that are enabled.
    private int[] notifyOffsets = new int[0];

    private PciTransport(PciFunction function, PciBus bus, int deviceId) {
        this.function = function;
        this.deviceId = deviceId;
        function.enable();
        function.capabilities((id, offset) -> read(bus, id, offset));
        if (common == null || notify == null) {
            throw new VirtioException("virtio device on PCI without the modern interface");
        }
        this.line = enableMessages(bus);
    }

    /// A device of a kind on the bus.
    ///
    /// @param deviceId virtio's number for the kind
    /// @param which of several, from 0, in the order of their places
    /// @return null if there are not so many
    /// @throws VirtioException if it cannot be used
    public static @Nullable PciTransport find(PciBus bus, int deviceId, int which) {
        int before = 0;
        for (int device = 0; device < PciBus.DEVICES; device++) {
            for (int index = 0; index < PciBus.FUNCTIONS; index++) {
                Mmio space = bus.configuration(device, index);
                if (space == null) {
                    return null;
                }
                var function = new PciFunction(space);
                if (kind(function) == deviceId && before++ == which) {
                    return new PciTransport(function, bus, deviceId);
                }
                if (index == 0 && !function.isOneOfSeveral()) {
                    break;
                }
            }
        }
        return null;
    }

    /// The virtio number of a function's kind (4.1.2.1 and 4.1.2.3), or -1.
    private static int kind(PciFunction function) {
        int id = function.device();
        if (function.vendor() != VENDOR || id < TRANSITIONAL || id >= MODERN_END) {
            return -1;
        }
        return id < MODERN ? function.subsystem() : id - MODERN;
    }

    private void read(PciBus bus, int id, int at) {
        if (id == MESSAGES && messages == 0) {
            messages = at;
        }
        if (id != VENDORS_OWN) {
            return;
        }
        int size = function.readInt(at + LENGTH);
        size = size < 0 ? LARGEST_REGION : Math.min(size, LARGEST_REGION);
        int bar = function.readByte(at + BAR);
        int offset = function.readInt(at + OFFSET);
        // 4.1.4.1: of several of one type the first one that can be used.
        switch (function.readByte(at + TYPE)) {
            case COMMON -> {
                if (common == null && size >= COMMON_SIZE) {
                    common = function.registers(bus, bar, offset, size);
                }
            }
            case NOTIFY -> {
                if (notify == null && size >= Short.BYTES) {
                    notify = function.registers(bus, bar, offset, size);
                    notifyMultiplier = function.readInt(at + NOTIFY_MULTIPLIER);
                }
            }
            case DEVICE -> {
                if (device == null) {
                    device = function.registers(bus, bar, offset, size);
                }
            }
            default -> {}
        }
    }

    /// The first entry of the table gets a message of its own; it is the only one that queues are given.
    private int enableMessages(PciBus bus) {
        int place = messages == 0 ? 0 : function.readInt(messages + TABLE);
        Mmio table = messages == 0 ? null : function.registers(bus, place & 7, place & ~7, ENTRY);
        PciBus.Message message = table == null ? null : bus.message();
        if (table == null || message == null) {
            throw new VirtioException("virtio device on PCI without MSI-X");
        }
        table.writeInt(0, (int) message.address());
        table.writeInt(4, (int) (message.address() >>> 32));
        table.writeInt(8, message.data());
        table.writeInt(12, 0);
        int control = function.readShort(messages + CONTROL) & ~MASK_ALL;
        function.writeShort(messages + CONTROL, control | ENABLE);
        return message.line();
    }

    /// The interrupt line of the device.
    public int line() {
        return line;
    }

    private Mmio common() {
        return Objects.requireNonNull(common);
    }

    private Mmio configuration() {
        if (device == null) {
            throw new VirtioException("virtio device on PCI without a configuration");
        }
        return device;
    }

    @Override
    public int deviceId() {
        return deviceId;
    }

    @Override
    public int status() {
        return common().readByte(STATUS);
    }

    @Override
    public void writeStatus(int bits) {
        common().writeByte(STATUS, bits);
    }

    @Override
    public long deviceFeatures() {
        common().writeInt(DEVICE_FEATURES_SELECT, 0);
        long low = common().readInt(DEVICE_FEATURES) & 0xffff_ffffL;
        common().writeInt(DEVICE_FEATURES_SELECT, 1);
        long high = common().readInt(DEVICE_FEATURES);
        return high << 32 | low;
    }

    @Override
    public void writeDriverFeatures(long bits) {
        common().writeInt(DRIVER_FEATURES_SELECT, 0);
        common().writeInt(DRIVER_FEATURES, (int) bits);
        common().writeInt(DRIVER_FEATURES_SELECT, 1);
        common().writeInt(DRIVER_FEATURES, (int) (bits >>> 32));
    }

    @Override
    public int queueSizeLimit(int queue) {
        if (queue >= common().readShort(QUEUES)) {
            return 0;
        }
        common().writeShort(QUEUE_SELECT, queue);
        return common().readShort(QUEUE_SIZE);
    }

    @Override
    public boolean enableQueue(int queue, int size, RingAddresses rings) {
        common().writeShort(QUEUE_SELECT, queue);
        if (common().readShort(QUEUE_ENABLE) != 0) {
            return false;
        }
        setVectors();
        common().writeShort(QUEUE_SIZE, size);
        writeAddress(QUEUE_DESCRIPTORS, rings.descriptors());
        writeAddress(QUEUE_AVAILABLE, rings.available());
        writeAddress(QUEUE_USED, rings.used());
        if (queue >= notifyOffsets.length) {
            notifyOffsets = Arrays.copyOf(notifyOffsets, queue + 1);
        }
        notifyOffsets[queue] = notifyOffset();
        common().writeShort(QUEUE_ENABLE, 1);
        return true;
    }

    /// 4.1.5.1.2: the device reads a vector back as none when it could not take it.
    private void setVectors() {
        common().writeShort(CONFIGURATION_VECTOR, 0);
        common().writeShort(QUEUE_VECTOR, 0);
        if (common().readShort(CONFIGURATION_VECTOR) != 0
                || common().readShort(QUEUE_VECTOR) != 0) {
            throw new VirtioException("virtio device on PCI takes no interrupt vector");
        }
    }

    private int notifyOffset() {
        long offset =
                (long) common().readShort(QUEUE_NOTIFY_OFFSET) * (notifyMultiplier & 0xffff_ffffL);
        if (offset > LARGEST_REGION - Short.BYTES) {
            throw new VirtioException("virtio device on PCI wants notifications at " + offset);
        }
        return (int) offset;
    }

    private void writeAddress(int register, long address) {
        common().writeInt(register, (int) address);
        common().writeInt(register + 4, (int) (address >>> 32));
    }

    @Override
    public void notifyQueue(int queue) {
        Objects.requireNonNull(notify).writeShort(notifyOffsets[queue], queue);
    }

    /// {@inheritDoc}
    ///
    /// A message needs no acknowledgment, and does not tell its cause.
    @Override
    public int acknowledgeInterrupts() {
        return QUEUE_INTERRUPT | CONFIGURATION_INTERRUPT;
    }

    @Override
    public int configurationGeneration() {
        return common().readByte(GENERATION);
    }

    @Override
    public int configurationByte(int offset) {
        return configuration().readByte(offset);
    }

    @Override
    public int configurationShort(int offset) {
        return configuration().readShort(offset);
    }

    @Override
    public int configurationInt(int offset) {
        return configuration().readInt(offset);
    }
}
