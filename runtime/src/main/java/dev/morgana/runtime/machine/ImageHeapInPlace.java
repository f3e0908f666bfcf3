package dev.morgana.runtime.machine;

import com.oracle.svm.core.Isolates;
import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.function.CEntryPointErrors;
import com.oracle.svm.core.os.AbstractImageHeapProvider;
import org.graalvm.nativeimage.c.type.WordPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;

/// The image heap lies where the linker put it: at its offset inside the very range that the machine layer hands out for the Java heap.
/// So there is nothing to map or to copy, only to check.
public final class ImageHeapInPlace extends AbstractImageHeapProvider {
    @Override
    @Uninterruptible(reason = "Runs before there is an isolate.")
    public int initialize(
            Pointer reserved, UnsignedWord size, WordPointer heapBase, WordPointer heapEnd) {
        Pointer begin = Isolates.IMAGE_HEAP_BEGIN.get();
        if (reserved.isNull() || getImageHeapBegin(reserved).notEqual(begin)) {
            return CEntryPointErrors.MAP_HEAP_FAILED;
        }
        heapBase.write(reserved);
        if (heapEnd.isNonNull()) {
            heapEnd.write(Isolates.IMAGE_HEAP_END.get());
        }
        return CEntryPointErrors.NO_ERROR;
    }

    @Override
    @Uninterruptible(reason = "Runs while the isolate ends.")
    public int freeImageHeap(PointerBase heapBase) {
        return CEntryPointErrors.NO_ERROR;
    }
}
