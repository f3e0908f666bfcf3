package dev.morgana.runtime.machine;

import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;

/// The machine layer's C functions (`machine.h`). Those without transition are short and never block; those with transition may block
/// while other threads run and collect garbage.
final class Machine {
    private Machine() {}

    @CFunction(value = "machine_console_write", transition = Transition.NO_TRANSITION)
    static native void consoleWrite(int stream, Pointer bytes, UnsignedWord count);

    /// Blocks until there is input.
    @CFunction("machine_console_read")
    static native long consoleRead(Pointer to, UnsignedWord count);

    @CFunction(value = "machine_exit", transition = Transition.NO_TRANSITION)
    static native void exit(int status);

    @CFunction(value = "machine_usage", transition = Transition.NO_TRANSITION)
    static native void usage(CCharPointer text);

    @CFunction(value = "machine_booted", transition = Transition.NO_TRANSITION)
    static native void booted();

    @CFunction(value = "machine_boot_tokens", transition = Transition.NO_TRANSITION)
    static native int bootTokens();

    @CFunction(value = "machine_boot_token", transition = Transition.NO_TRANSITION)
    static native CCharPointer bootToken(int index);

    @CFunction(value = "machine_line_enable", transition = Transition.NO_TRANSITION)
    static native boolean lineEnable(int line);

    /// Blocks until the line has fired more often than `seen`, is woken, or the time is over.
    @CFunction("machine_line_wait")
    static native long lineWait(int line, long seen, long timeout);

    @CFunction(value = "machine_line_wake", transition = Transition.NO_TRANSITION)
    static native void lineWake(int line);

    @CFunction(value = "machine_device", transition = Transition.NO_TRANSITION)
    static native boolean device(int index, Pointer out);

    @CFunction(value = "machine_pci_function", transition = Transition.NO_TRANSITION)
    static native Pointer pciFunction(int index);

    @CFunction(value = "machine_map_device", transition = Transition.NO_TRANSITION)
    static native boolean mapDevice(long address, UnsignedWord size);

    @CFunction(value = "machine_message", transition = Transition.NO_TRANSITION)
    static native boolean message(Pointer out);

    @CFunction(value = "machine_card", transition = Transition.NO_TRANSITION)
    static native boolean card(Pointer out);

    @CFunction(value = "machine_card_read", transition = Transition.NO_TRANSITION)
    static native long cardRead(Pointer to, UnsignedWord count);

    @CFunction(value = "machine_card_write", transition = Transition.NO_TRANSITION)
    static native long cardWrite(Pointer from, UnsignedWord count);

    @CFunction(value = "machine_dma_allocate", transition = Transition.NO_TRANSITION)
    static native Pointer dmaAllocate(UnsignedWord bytes);

    @CFunction(value = "machine_entropy", transition = Transition.NO_TRANSITION)
    static native boolean entropy(PointerBase to, UnsignedWord count);

    /// Where the Java heap's range begins.
    @CFunction(value = "machine_heap_range", transition = Transition.NO_TRANSITION)
    static native Pointer heapRange();

    @CFunction(value = "machine_memory_total", transition = Transition.NO_TRANSITION)
    static native long memoryTotal();

    @CFunction(value = "machine_memory_free", transition = Transition.NO_TRANSITION)
    static native long memoryFree();

    @CFunction(value = "machine_heap_room", transition = Transition.NO_TRANSITION)
    static native long heapRoom(boolean collection);

    @CFunction(value = "machine_collecting", transition = Transition.NO_TRANSITION)
    static native void collecting(boolean on);

    /// Nanoseconds since 1970.
    @CFunction(value = "machine_wall_clock", transition = Transition.NO_TRANSITION)
    static native long wallClock();
}
