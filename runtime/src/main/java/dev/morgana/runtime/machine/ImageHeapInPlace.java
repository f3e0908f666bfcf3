package dev.morgana.runtime.machine;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.function.CEntryPointErrors;
import com.oracle.svm.core.os.AbstractImageHeapProvider;
import org.graalvm.nativeimage.c.type.WordPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;

/// The machine layer has mapped the image heap at its offset inside the very range that it hands out for the Java heap; every boot has another
/// range. Object references count from the range's start, so there is nothing to map, to copy or to relocate, only to check.
public final class ImageHeapInPlace extends AbstractImageHeapProvider {
    @Override
    @Uninterruptible(reason = "Runs before there is an isolate.")
    public int initialize(
            Pointer reserved, UnsignedWord size, WordPointer heapBase, WordPointer heapEnd) {
        if (reserved.isNull() || reserved.notEqual(Machine.heapRange())) {
            return CEntryPointErrors.MAP_HEAP_FAILED;
        }
        heapBase.write(reserved);
        if (heapEnd.isNonNull()) {
            heapEnd.write(getImageHeapBegin(reserved).add(getImageHeapSizeInFile()));
        }
        return CEntryPointErrors.NO_ERROR;
    }

    @Override
    @Uninterruptible(reason = "Runs while the isolate ends.")
    public int freeImageHeap(PointerBase heapBase) {
        return CEntryPointErrors.NO_ERROR;
    }
}
