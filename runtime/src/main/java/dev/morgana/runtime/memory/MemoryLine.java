package dev.morgana.runtime.memory;

import com.oracle.svm.core.AlwaysInline;
import com.oracle.svm.core.Uninterruptible;
import org.graalvm.word.Pointer;

/// As much memory as a line of the cache: what a long copy moves in one round. The builder unrolls no loops of images that are compiled for size.
final class MemoryLine {
    /// Octets.
    static final int SIZE = 64;

    private static final int HALF = SIZE / 2;

    private MemoryLine() {}

    /// Copies one; `to` may lie in front of `from` and overlap it.
    @AlwaysInline("The point of it.")
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static void copy(Pointer from, Pointer to) {
        copyHalf(from, to, 0);
        copyHalf(from, to, HALF);
    }

    @AlwaysInline("The point of it.")
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static void copyHalf(Pointer from, Pointer to, int at) {
        long first = from.readLong(at);
        long second = from.readLong(at + 8);
        long third = from.readLong(at + 16);
        long fourth = from.readLong(at + 24);
        to.writeLong(at, first);
        to.writeLong(at + 8, second);
        to.writeLong(at + 16, third);
        to.writeLong(at + 24, fourth);
    }
}
