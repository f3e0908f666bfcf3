package dev.morgana.runtime.memory;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.genscavenge.GCImpl;
import com.oracle.svm.core.heap.GCCause;
import org.graalvm.word.UnsignedWord;

/// The collector, so that it never begins what it has no memory for: a whole collection, which moves objects within the memory that
/// they have, takes the place of a young one that would find no room for its copies.
@TargetClass(GCImpl.class)
final class Target_com_oracle_svm_core_genscavenge_GCImpl {
    /// Before an allocation that may need another piece of memory: collects when the policy wants that, as the original does, and when
    /// the machine has no such piece.
    @Substitute
    public void maybeCollectOnAllocation(UnsignedWord allocationSize) {
        if (GCImpl.getPolicy().shouldCollectOnAllocation()
                || !CollectionMemory.sufficesFor(allocationSize.rawValue())) {
            CollectionMemory.collectFor(allocationSize);
        }
    }

    /// Also gives up what is only softly reachable when the heap has become too large, as the original does, and when somebody waits for
    /// memory that there would not be otherwise.
    @Substitute
    private boolean collectImpl(GCCause cause, long requestingNanoTime, boolean forceFullGC) {
        CollectionMemory.begin();
        try {
            boolean wholly = !CollectionMemory.sufficesForCopying();
            boolean full = doCollectImpl(cause, requestingNanoTime, forceFullGC, wholly);
            if (full || CollectionMemory.isShort()) {
                Target_com_oracle_svm_core_genscavenge_ReferenceObjectProcessing
                        .setSoftReferencesAreWeak(true);
                try {
                    full = doCollectImpl(cause, requestingNanoTime, true, true);
                } finally {
                    Target_com_oracle_svm_core_genscavenge_ReferenceObjectProcessing
                            .setSoftReferencesAreWeak(false);
                }
                CollectionMemory.releaseUnused();
                full |= CollectionMemory.isShort();
            }
            return full;
        } finally {
            CollectionMemory.end();
        }
    }

    @Alias
    private native boolean doCollectImpl(
            GCCause cause,
            long requestingNanoTime,
            boolean forceFullGC,
            boolean forceNoIncremental);

    @Alias
    native boolean collectWithoutAllocating(GCCause cause, boolean forceFullGC);
}
