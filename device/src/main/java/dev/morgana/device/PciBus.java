package dev.morgana.device;

import org.jspecify.annotations.Nullable;

/// Bus 0 of PCI Express: the root complex's own devices, which is where a virtual machine's are.
public interface PciBus {
    /// Devices of a bus; each has up to [#FUNCTIONS] functions.
    int DEVICES = 32;

    /// Functions of a device.
    int FUNCTIONS = 8;

    /// The configuration space of a function, 4096 bytes; a function that does not exist reads as ones.
    ///
    /// @param device 0 to 31
    /// @param function 0 to 7
    /// @return null if the machine has no such bus
    @Nullable Mmio configuration(int device, int function);

    /// The device registers at a physical address.
    ///
    /// @param size in bytes, at least 1
    /// @return null if they cannot lie there: memory is there, or nothing can be
    @Nullable Mmio registers(long address, int size);

    /// A new interrupt, which the device fires by writing a message.
    ///
    /// @return null if there is none left
    @Nullable Message message();

    /// An interrupt that is a message (MSI-X, PCI 3.0 section 6.8).
    ///
    /// @param address where the device writes
    /// @param data what it writes there
    /// @param line the interrupt line that then fires
    record Message(long address, int data, int line) {}
}
