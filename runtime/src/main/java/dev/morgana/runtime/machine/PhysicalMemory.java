package dev.morgana.runtime.machine;

/// The machine's memory, in bytes of whole frames. In a process the stacks of threads are not counted: the host's kernel backs them.
public final class PhysicalMemory {
    private PhysicalMemory() {}

    /// What can be given out at all: all but the image and what the machine layer took at its start.
    public static long total() {
        return Machine.memoryTotal();
    }

    /// Of these, what nobody holds and nobody was promised. A moment later it may be other.
    public static long free() {
        return Machine.memoryFree();
    }
}
