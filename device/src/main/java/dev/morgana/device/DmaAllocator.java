package dev.morgana.device;

/// Hands out memory that devices may reach.
@FunctionalInterface
public interface DmaAllocator {
    /// `size` bytes of zeroed, contiguous memory, aligned to a page (4096). Never given back: drivers allocate once, at start.
    ///
    /// @throws IllegalStateException if there is not enough memory
    DmaMemory allocate(int size);
}
