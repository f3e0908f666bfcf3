package dev.morgana.runtime.memory;

import com.oracle.svm.core.AlwaysInline;
import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.UnmanagedMemoryUtil;
import com.oracle.svm.core.genscavenge.ObjectHeaderImpl;
import com.oracle.svm.core.genscavenge.ThreadLocalAllocation;
import com.oracle.svm.core.genscavenge.graal.GenScavengeAllocationSupport;
import com.oracle.svm.core.genscavenge.graal.nodes.FormatArrayNode;
import com.oracle.svm.core.genscavenge.graal.nodes.FormatObjectNode;
import com.oracle.svm.core.graal.snippets.SubstrateAllocationSnippets;
import com.oracle.svm.core.hub.DynamicHub;
import com.oracle.svm.core.hub.LayoutEncoding;
import jdk.graal.compiler.replacements.AllocationSnippets.FillContent;
import jdk.graal.compiler.word.Word;
import org.graalvm.nativeimage.CurrentIsolate;
import org.graalvm.word.Pointer;
import org.graalvm.word.UnsignedWord;
import org.jspecify.annotations.Nullable;

/// The memory that a thread has to itself, as far as an allocation needs nothing but to advance in it.
final class ThreadBuffer {

    private ThreadBuffer() {}

    /// An object of a class whose instances all have the same size, or null where the buffer has no room.
    @AlwaysInline("The point of it.")
    @Uninterruptible(reason = "Holds uninitialized memory.", callerMustBe = true)
    static @Nullable Object instance(Word objectHeader) {
        DynamicHub hub =
                ObjectHeaderImpl.getObjectHeaderImpl().dynamicHubFromObjectHeader(objectHeader);
        UnsignedWord size = LayoutEncoding.getPureInstanceAllocationSize(hub.getLayoutEncoding());
        Pointer memory = advance(size);
        return memory.isNull()
                ? null
                : FormatObjectNode.formatObject(
                        memory, DynamicHub.toClass(hub), false, FillContent.WITH_ZEROES, true);
    }

    /// An array, or null where the buffer has no room, or the length is negative.
    @AlwaysInline("The point of it.")
    @Uninterruptible(reason = "Holds uninitialized memory.", callerMustBe = true)
    static @Nullable Object array(Word objectHeader, int length) {
        DynamicHub hub =
                ObjectHeaderImpl.getObjectHeaderImpl().dynamicHubFromObjectHeader(objectHeader);
        UnsignedWord size = LayoutEncoding.getArrayAllocationSize(hub.getLayoutEncoding(), length);
        if (length < 0 || !GenScavengeAllocationSupport.arrayAllocatedInAlignedChunk(size)) {
            return null;
        }
        Pointer memory = advance(size);
        if (memory.isNull()) {
            return null;
        }
        UnmanagedMemoryUtil.fillLongs(memory, size, 0);
        return FormatArrayNode.formatArray(
                memory,
                DynamicHub.toClass(hub),
                length,
                false,
                false,
                FillContent.DO_NOT_FILL,
                true);
    }

    /// Takes memory from the buffer; null where it has no room.
    @AlwaysInline("The point of it.")
    @Uninterruptible(reason = "Returns uninitialized memory.", callerMustBe = true)
    private static Pointer advance(UnsignedWord size) {
        ThreadLocalAllocation.Descriptor buffer =
                ThreadLocalAllocation.getTlab(CurrentIsolate.getCurrentThread());
        Pointer top = buffer.getAllocationTop(SubstrateAllocationSnippets.TLAB_TOP_IDENTITY);
        Pointer next = top.add(size);
        if (next.aboveThan(
                buffer.getAllocationEnd(SubstrateAllocationSnippets.TLAB_END_IDENTITY))) {
            return Word.nullPointer();
        }
        buffer.setAllocationTop(next, SubstrateAllocationSnippets.TLAB_TOP_IDENTITY);
        return top;
    }
}
