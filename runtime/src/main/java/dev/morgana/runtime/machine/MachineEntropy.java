package dev.morgana.runtime.machine;

import com.oracle.svm.core.Uninterruptible;
import jdk.graal.compiler.word.Word;
import jdk.internal.misc.Unsafe;
import org.graalvm.word.WordFactory;

/// The CPU's own random numbers (RDSEED, RDRAND).
public final class MachineEntropy {
    private MachineEntropy() {}

    /// Fills `count` bytes, which the caller has checked to lie in the array.
    ///
    /// @return false if the CPU has no source, or it fails
    @Uninterruptible(reason = "The array must not move while the machine writes it.")
    public static boolean fill(byte[] to, int offset, int count) {
        return Machine.entropy(
                Word.objectToUntrackedPointer(to).add((int) Unsafe.ARRAY_BYTE_BASE_OFFSET + offset),
                WordFactory.unsigned(count));
    }
}
