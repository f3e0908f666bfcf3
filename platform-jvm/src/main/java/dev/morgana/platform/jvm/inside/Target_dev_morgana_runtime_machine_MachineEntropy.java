package dev.morgana.platform.jvm.inside;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.machine.MachineEntropy;
import java.lang.foreign.MemorySegment;

/// The kernel's random numbers.
@TargetClass(MachineEntropy.class)
final class Target_dev_morgana_runtime_machine_MachineEntropy {
    /// Most octets of one `getentropy`.
    private static final int MOST = 256;

    private Target_dev_morgana_runtime_machine_MachineEntropy() {}

    @Substitute
    public static boolean fill(byte[] to, int offset, int count) {
        MemorySegment wanted = MemorySegment.ofArray(to).asSlice(offset, count);
        boolean filled = true;
        for (int at = 0; filled && at < count; at += MOST) {
            filled = Linux.getentropy(wanted.asSlice(at, Math.min(MOST, count - at))) == 0;
        }
        return filled;
    }
}
