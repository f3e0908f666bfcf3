package dev.morgana.runtime.memory;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.genscavenge.graal.GenScavengeAllocationSupport;
import com.oracle.svm.core.snippets.SubstrateForeignCallTarget;
import jdk.graal.compiler.word.Word;
import org.jspecify.annotations.Nullable;

/// What code calls that was compiled for size in order to allocate: each allocation, not only where the thread's buffer is full. So it
/// looks at the buffer first; the original takes 130 to 300 instructions to get there.
@TargetClass(GenScavengeAllocationSupport.class)
final class Target_com_oracle_svm_core_genscavenge_graal_GenScavengeAllocationSupport {
    @Substitute
    @SubstrateForeignCallTarget(stubCallingConvention = false)
    @Uninterruptible(reason = SlowAllocation.YOUNG)
    static Object slowNewInstance(Word objectHeader) {
        Object quick = ThreadBuffer.instance(objectHeader);
        return quick != null ? quick : SlowAllocation.instance(objectHeader);
    }

    @Substitute
    @SubstrateForeignCallTarget(stubCallingConvention = false)
    @Uninterruptible(reason = SlowAllocation.YOUNG)
    static Object slowNewArray(Word objectHeader, int length) {
        Object quick = ThreadBuffer.array(objectHeader, length);
        return quick != null ? quick : SlowAllocation.array(objectHeader, length);
    }

    @Alias
    static native Object slowNewInstanceInterruptibly(Word objectHeader);

    @Alias
    static native Object slowNewArrayLikeObjectInterruptibly(
            Word objectHeader, int length, byte @Nullable [] podReferenceMap);
}
