package dev.morgana.runtime.memory;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.UnmanagedMemoryUtil;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import jdk.graal.compiler.word.Word;
import org.graalvm.word.Pointer;
import org.graalvm.word.UnsignedWord;

/// Copies of words of eight octets: of arrays, of text on its way to the network, and of objects in a collection.
@TargetClass(UnmanagedMemoryUtil.class)
final class Target_com_oracle_svm_core_UnmanagedMemoryUtil {
    /// Copies from front to back; `size` is a multiple of eight.
    @Substitute
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static void copyLongsForward(Pointer from, Pointer to, UnsignedWord size) {
        UnsignedWord lines = size.and(Word.unsigned(-(long) MemoryLine.SIZE));
        UnsignedWord at = Word.zero();
        while (at.belowThan(lines)) {
            MemoryLine.copy(from.add(at), to.add(at));
            at = at.add(MemoryLine.SIZE);
        }
        while (at.belowThan(size)) {
            to.writeLong(at, from.readLong(at));
            at = at.add(Long.BYTES);
        }
    }
}
