package dev.morgana.runtime.machine;

import dev.morgana.device.Mmio;
import dev.morgana.device.PciBus;
import org.graalvm.nativeimage.UnmanagedMemory;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;
import org.jspecify.annotations.Nullable;

/// The machine's bus of PCI Express.
final class MachinePci implements PciBus {
    private static final int FUNCTION_SIZE = 4096;

    // struct machine_message
    private static final int STRUCT = 16;
    private static final int ADDRESS = 0;
    private static final int DATA = 8;
    private static final int LINE = 12;

    @Override
    public @Nullable Mmio configuration(int device, int function) {
        Pointer at = Machine.pciFunction(device * FUNCTIONS + function);
        return at.isNull() ? null : new MappedMmio(at.rawValue(), FUNCTION_SIZE);
    }

    @Override
    public @Nullable Mmio registers(long address, int size) {
        boolean mapped = Machine.mapDevice(address, WordFactory.unsigned(size));
        return mapped ? new MappedMmio(address, size) : null;
    }

    @Override
    public @Nullable Message message() {
        Pointer out = UnmanagedMemory.malloc(STRUCT);
        try {
            return Machine.message(out)
                    ? new Message(out.readLong(ADDRESS), out.readInt(DATA), out.readInt(LINE))
                    : null;
        } finally {
            UnmanagedMemory.free(out);
        }
    }
}
