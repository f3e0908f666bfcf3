package dev.morgana.runtime.machine;

import com.oracle.svm.core.Uninterruptible;
import dev.morgana.wire.MacAddress;
import jdk.graal.compiler.word.Word;
import jdk.internal.misc.Unsafe;
import org.graalvm.nativeimage.UnmanagedMemory;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;
import org.jspecify.annotations.Nullable;

/// The network card of a process: a descriptor that carries frames, from and to arrays without a copy in between.
///
/// @param address the card's own address
/// @param mtu octets of the largest packet
/// @param line its interrupt line
/// @param stream whether frames come as a stream, each behind its length in four octets; else one with each call, behind a virtio-net
///     header of ten octets
public record MachineCard(MacAddress address, int mtu, int line, boolean stream) {
    // struct machine_card
    private static final int STRUCT = 16;
    private static final int MTU = 6;
    private static final int LINE = 8;
    private static final int STREAM = 12;

    private static final int ADDRESS_OCTETS = 6;

    /// The process's card; null without one, and in a virtual machine.
    public static @Nullable MachineCard find() {
        Pointer out = UnmanagedMemory.malloc(STRUCT);
        try {
            return Machine.card(out) ? read(out) : null;
        } finally {
            UnmanagedMemory.free(out);
        }
    }

    private static MachineCard read(Pointer struct) {
        long bits = 0;
        for (int i = 0; i < ADDRESS_OCTETS; i++) {
            bits = bits << 8 | (struct.readByte(i) & 255);
        }
        return new MachineCard(
                new MacAddress(bits),
                struct.readShort(MTU) & 0xffff,
                struct.readInt(LINE),
                struct.readInt(STREAM) != 0);
    }

    /// Reads what is there, up to `count` octets, which the caller has checked to lie in the array; never waits.
    ///
    /// @return how many; 0 for none now, -1 when the other side is gone
    @Uninterruptible(reason = "The array must not move while the kernel writes it.")
    public static int read(byte[] to, int offset, int count) {
        return (int) Machine.cardRead(at(to, offset), WordFactory.unsigned(count));
    }

    /// Writes what there is room for, up to `count` octets, which the caller has checked to lie in the array; never waits.
    ///
    /// @return how many; 0 for none now, -1 when the other side is gone
    @Uninterruptible(reason = "The array must not move while the kernel reads it.")
    public static int write(byte[] from, int offset, int count) {
        return (int) Machine.cardWrite(at(from, offset), WordFactory.unsigned(count));
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static Pointer at(byte[] array, int offset) {
        return Word.objectToUntrackedPointer(array)
                .add((int) Unsafe.ARRAY_BYTE_BASE_OFFSET + offset);
    }
}
