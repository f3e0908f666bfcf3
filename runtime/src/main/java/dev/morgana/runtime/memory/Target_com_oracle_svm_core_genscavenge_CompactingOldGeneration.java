package dev.morgana.runtime.memory;

import com.oracle.svm.core.AlwaysInline;
import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.genscavenge.AlignedHeapChunk.AlignedHeader;
import com.oracle.svm.core.genscavenge.GCImpl;
import com.oracle.svm.core.genscavenge.ObjectHeaderImpl;
import com.oracle.svm.core.genscavenge.compacting.MarkStack;
import com.oracle.svm.core.heap.Heap;

@TargetClass(className = "com.oracle.svm.core.genscavenge.CompactingOldGeneration")
final class Target_com_oracle_svm_core_genscavenge_CompactingOldGeneration {
    @Alias private Target_com_oracle_svm_core_genscavenge_Space space;
    @Alias private MarkStack markStack;

    /// Marks an object, or copies it when it belongs to a young collection. As in the original, an object whose identity hash is its
    /// address is copied before it moves, so that it has a field for the hash; unlike there, only while memory lasts. After that its
    /// whole chunk stays where it is.
    @Substitute
    @AlwaysInline("The collector's innermost loop.")
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public Object promoteAlignedObject(
            Object original,
            AlignedHeader originalChunk,
            Target_com_oracle_svm_core_genscavenge_Space originalSpace) {
        if (!GCImpl.getGCImpl().isCompleteCollection()) {
            return space.copyAlignedObject(original, originalSpace);
        }
        var header = Heap.getHeap().getObjectHeader().readHeaderFromObject(original);
        if (ObjectHeaderImpl.isMarkedHeader(header)) {
            return original;
        }
        Object result = original;
        if (ObjectHeaderImpl.hasIdentityHashFromAddressInline(header)
                && !originalChunk.getShouldSweepInsteadOfCompact()) {
            if (CollectionMemory.sufficesForOneCopy()) {
                result = space.copyAlignedObject(original, originalSpace);
            } else {
                originalChunk.setShouldSweepInsteadOfCompact(true);
            }
        }
        ObjectHeaderImpl.setMarked(result);
        markStack.push(result);
        return result;
    }
}
