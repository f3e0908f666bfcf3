package dev.morgana.virtio;

import dev.morgana.device.Mmio;
import dev.morgana.device.PciBus;
import org.jspecify.annotations.Nullable;

/// A function of the bus, through its configuration space (PCI Local Bus 3.0 chapter 6). What it says is checked where it is used.
final class PciFunction {
    private static final int VENDOR = 0x00;
    private static final int DEVICE = 0x02;
    private static final int COMMAND = 0x04;
    private static final int STATUS = 0x06;
    private static final int HEADER_TYPE = 0x0e;
    private static final int BASE_ADDRESS = 0x10;
    private static final int SUBSYSTEM = 0x2e;
    private static final int CAPABILITIES = 0x34;

    private static final int HAS_CAPABILITIES = 0x10;
    private static final int MEMORY_SPACE = 0x02;
    private static final int BUS_MASTER = 0x04;
    private static final int NO_PIN = 0x400;

    private static final int BASE_ADDRESSES = 6;
    private static final int IN_PORTS = 1;
    private static final int WIDTH = 6;
    private static final int WIDE = 4;

    /// Capabilities begin behind the header, at a multiple of four, within the first 256 bytes.
    private static final int FIRST_CAPABILITY = 0x40;

    private static final int LAST_CAPABILITY = 0xfc;

    /// A list that is longer goes in circles.
    private static final int MOST_CAPABILITIES = (LAST_CAPABILITY - FIRST_CAPABILITY) / 4 + 1;

    private final Mmio space;

    PciFunction(Mmio space) {
        this.space = space;
    }

    int vendor() {
        return space.readShort(VENDOR);
    }

    int device() {
        return space.readShort(DEVICE);
    }

    int subsystem() {
        return space.readShort(SUBSYSTEM);
    }

    /// Whether the device may have more functions than the first.
    boolean isOneOfSeveral() {
        return (space.readByte(HEADER_TYPE) & 0x80) != 0;
    }

    /// Lets the function answer at its base addresses, and reach memory; its interrupt pin is off.
    void enable() {
        space.writeShort(COMMAND, space.readShort(COMMAND) | MEMORY_SPACE | BUS_MASTER | NO_PIN);
    }

    /// What looks at each capability.
    @FunctionalInterface
    interface Visitor {
        /// Looks at one.
        ///
        /// @param id the capability's
        /// @param offset where it begins in configuration space
        void visit(int id, int offset);
    }

    /// Goes through the list of capabilities, as far as it is one.
    void capabilities(Visitor visitor) {
        if ((space.readShort(STATUS) & HAS_CAPABILITIES) == 0) {
            return;
        }
        int at = space.readByte(CAPABILITIES) & ~3;
        for (int i = 0; i < MOST_CAPABILITIES && at >= FIRST_CAPABILITY; i++) {
            visitor.visit(space.readByte(at), at);
            at = space.readByte(at + 1) & ~3;
        }
    }

    int readByte(int offset) {
        return space.readByte(offset);
    }

    int readShort(int offset) {
        return space.readShort(offset);
    }

    int readInt(int offset) {
        return space.readInt(offset);
    }

    void writeShort(int offset, int value) {
        space.writeShort(offset, value);
    }

    /// The registers at `offset` behind a base address.
    ///
    /// @param index of the base address, untrusted as the others
    /// @return null if they do not lie in memory
    @Nullable Mmio registers(PciBus bus, int index, int offset, int size) {
        if (index < 0 || index >= BASE_ADDRESSES || offset < 0 || size <= 0) {
            return null;
        }
        int low = space.readInt(BASE_ADDRESS + 4 * index);
        if ((low & IN_PORTS) != 0) {
            return null;
        }
        long address = low & 0xffff_fff0L;
        if ((low & WIDTH) == WIDE) {
            if (index + 1 == BASE_ADDRESSES) {
                return null;
            }
            address |= (long) space.readInt(BASE_ADDRESS + 4 * (index + 1)) << 32;
        }
        // A base address of zero was never given.
        return address <= 0 ? null : bus.registers(address + offset, size);
    }
}
