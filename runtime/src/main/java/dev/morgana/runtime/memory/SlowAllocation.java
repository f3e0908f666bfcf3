package dev.morgana.runtime.memory;

import com.oracle.svm.core.NeverInline;
import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.genscavenge.HeapImpl;
import com.oracle.svm.core.stack.StackOverflowCheck;
import jdk.graal.compiler.word.Word;

/// Allocation for which the thread's buffer has no room, as the Native Image runtime does it: it may collect, and throw.
final class SlowAllocation {
    /// Why these cannot be interrupted.
    static final String YOUNG =
            "The newly allocated object must be young or all its covered cards must be dirty.";

    private SlowAllocation() {}

    @NeverInline("Rare, and it would need registers where they are not needed.")
    @Uninterruptible(reason = YOUNG)
    static Object instance(Word objectHeader) {
        StackOverflowCheck.singleton().makeYellowZoneAvailable();
        try {
            Object result =
                    Target_com_oracle_svm_core_genscavenge_graal_GenScavengeAllocationSupport
                            .slowNewInstanceInterruptibly(objectHeader);
            HeapImpl.getHeap().dirtyAllReferencesOf(result);
            return result;
        } finally {
            StackOverflowCheck.singleton().protectYellowZone();
        }
    }

    @NeverInline("Rare, and it would need registers where they are not needed.")
    @Uninterruptible(reason = YOUNG)
    static Object array(Word objectHeader, int length) {
        StackOverflowCheck.singleton().makeYellowZoneAvailable();
        try {
            Object result =
                    Target_com_oracle_svm_core_genscavenge_graal_GenScavengeAllocationSupport
                            .slowNewArrayLikeObjectInterruptibly(objectHeader, length, null);
            HeapImpl.getHeap().dirtyAllReferencesOf(result);
            return result;
        } finally {
            StackOverflowCheck.singleton().protectYellowZone();
        }
    }
}
