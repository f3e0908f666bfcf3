package dev.morgana.runtime.machine;

import dev.morgana.device.DmaAllocator;
import dev.morgana.virtio.MmioTransport;
import dev.morgana.virtio.PciTransport;
import dev.morgana.virtio.Transport;
import dev.morgana.virtio.VirtioException;
import org.graalvm.nativeimage.UnmanagedMemory;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;
import org.jspecify.annotations.Nullable;

/// A virtio device of the machine, in one of its slots (microvm) or on its bus (q35).
///
/// @param transport how a driver reaches it
/// @param line its interrupt line
public record MachineDevice(Transport transport, int line) {
    /// Memory that devices reach.
    public static final DmaAllocator DMA = MachineDevice::allocate;

    // struct machine_device
    private static final int STRUCT = 24;
    private static final int ADDRESS = 0;
    private static final int SIZE = 8;
    private static final int LINE = 12;
    private static final int DEVICE_ID = 16;

    /// The first device of a kind, or null.
    ///
    /// @param deviceId virtio's number for the kind
    /// @throws VirtioException if it cannot be used
    public static @Nullable MachineDevice find(int deviceId) {
        return find(deviceId, 0);
    }

    /// A device of a kind, or null.
    ///
    /// @param deviceId virtio's number for the kind
    /// @param index which of several, from 0, in the order of their slots
    /// @throws VirtioException if it cannot be used
    public static @Nullable MachineDevice find(int deviceId, int index) {
        Pointer slot = UnmanagedMemory.malloc(STRUCT);
        try {
            int before = 0;
            for (int i = 0; Machine.device(i, slot); i++) {
                if (slot.readInt(DEVICE_ID) == deviceId && before++ == index) {
                    var registers = new MappedMmio(slot.readLong(ADDRESS), slot.readInt(SIZE));
                    return new MachineDevice(new MmioTransport(registers), slot.readInt(LINE));
                }
            }
        } finally {
            UnmanagedMemory.free(slot);
        }
        PciTransport onBus = PciTransport.find(new MachinePci(), deviceId, index);
        return onBus == null ? null : new MachineDevice(onBus, onBus.line());
    }

    private static MachineMemory allocate(int size) {
        Pointer memory = Machine.dmaAllocate(WordFactory.unsigned(size));
        if (memory.isNull()) {
            throw new IllegalStateException("no memory for a device: " + size + " bytes");
        }
        return new MachineMemory(memory.rawValue(), size);
    }
}
