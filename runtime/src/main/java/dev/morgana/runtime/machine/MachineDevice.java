package dev.morgana.runtime.machine;

import dev.morgana.device.DmaAllocator;
import dev.morgana.device.Mmio;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;
import org.jspecify.annotations.Nullable;

/// A virtio device in one of the machine's slots.
///
/// @param registers of the device
/// @param line its interrupt line
/// @param deviceId virtio's number for its kind
public record MachineDevice(Mmio registers, int line, int deviceId) {
    /// Memory that devices reach.
    public static final DmaAllocator DMA = MachineDevice::allocate;

    // struct machine_device
    private static final int STRUCT = 24;
    private static final int ADDRESS = 0;
    private static final int SIZE = 8;
    private static final int LINE = 12;
    private static final int DEVICE_ID = 16;

    /// The first device of a kind, or null.
    public static @Nullable MachineDevice find(int deviceId) {
        MachineDevice device = at(0);
        for (int i = 1; device != null && device.deviceId != deviceId; i++) {
            device = at(i);
        }
        return device;
    }

    private static @Nullable MachineDevice at(int index) {
        Pointer out = StackValue.get(STRUCT);
        if (!Machine.device(index, out)) {
            return null;
        }
        Mmio registers = new MappedMmio(out.readLong(ADDRESS), out.readInt(SIZE));
        return new MachineDevice(registers, out.readInt(LINE), out.readInt(DEVICE_ID));
    }

    private static MachineMemory allocate(int size) {
        Pointer memory = Machine.dmaAllocate(WordFactory.unsigned(size));
        if (memory.isNull()) {
            throw new IllegalStateException("no memory for a device: " + size + " bytes");
        }
        return new MachineMemory(memory.rawValue(), size);
    }
}
