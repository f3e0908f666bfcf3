package dev.morgana.runtime.memory;

import com.oracle.svm.core.SubstrateUtil;
import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.genscavenge.GCImpl;
import com.oracle.svm.core.genscavenge.HeapImpl;
import com.oracle.svm.core.genscavenge.HeapParameters;
import com.oracle.svm.core.genscavenge.YoungGeneration;
import com.oracle.svm.core.heap.RestrictHeapAccess;
import com.oracle.svm.core.jdk.UninterruptibleUtils.AtomicUnsigned;
import com.oracle.svm.core.util.UnsignedUtils;
import dev.morgana.runtime.machine.HeapRoom;
import org.graalvm.word.UnsignedWord;

/// What a collection needs beyond the heap as it stands, and whether the machine has it. A collection that gets no memory ends the
/// machine, so each rule here is a bound and not an estimate.
///
/// A whole collection compacts in place. It needs the list of objects that it still has to visit: four bytes for an object of at least
/// eight, to which a reference of four leads, hence at most a third of the heap. That much is always there: the machine layer keeps
/// a quarter of the memory for collections, which is a third of what is left. A collection of the young generation copies; it is
/// made only if there is room for the copies and, as a whole collection may follow, for that list.
final class CollectionMemory {
    /// Bytes that may be needed beside a piece of memory: its header, its rounding, and the page tables at its ends.
    private static final long BESIDE = 32 * 1024;

    /// Bytes of memory to a byte of page table, and some to spare.
    private static final long BYTES_TO_A_BYTE_OF_TABLE = 256;

    /// Made beforehand: a full heap has no room for it.
    @SuppressWarnings("StaticAssignmentOfThrowable")
    private static final OutOfMemoryError FULL = new OutOfMemoryError("Java heap space");

    /// Bytes that threads wait for, whose allocation found no memory.
    private static final AtomicUnsigned WANTED = new AtomicUnsigned();

    /// The longest possible list of objects that the current collection has to visit.
    private static long toVisit;

    private CollectionMemory() {}

    /// A collection begins.
    static void begin() {
        toVisit = GCImpl.getChunkBytes().rawValue() / 3;
        HeapRoom.collecting(true);
    }

    /// It has ended.
    static void end() {
        HeapRoom.collecting(false);
    }

    /// Whether the machine has memory for an object, and for the piece of the heap in which it is small. Another thread may be quicker:
    /// then the allocation fails, and no collection does.
    static boolean sufficesFor(long size) {
        boolean small = size < HeapParameters.getLargeArrayThreshold().rawValue();
        long piece = small ? chunk() : size + size / BYTES_TO_A_BYTE_OF_TABLE;
        return HeapRoom.forProgram() + (small ? unused() : 0) >= piece + BESIDE;
    }

    /// Collects, so that there is room for an object.
    ///
    /// @param size of the object
    /// @throws OutOfMemoryError if there is none even without all that is only softly reachable
    @RestrictHeapAccess(
            access = RestrictHeapAccess.Access.NO_ALLOCATION,
            reason = "Part of the implementation of allocation.")
    static void collectFor(UnsignedWord size) {
        var collector =
                SubstrateUtil.cast(
                        GCImpl.getGCImpl(), Target_com_oracle_svm_core_genscavenge_GCImpl.class);
        WANTED.addAndGet(size);
        boolean full;
        try {
            full =
                    collector.collectWithoutAllocating(
                            Target_com_oracle_svm_core_genscavenge_GenScavengeGCCause.OnAllocation,
                            false);
        } finally {
            WANTED.subtractAndGet(size);
        }
        if (full) {
            throw FULL;
        }
    }

    /// In a collection: whether the program will still not get what it waits for.
    static boolean isShort() {
        long wanted = WANTED.get().rawValue();
        return wanted > 0 && !sufficesFor(wanted);
    }

    /// In a collection: gives chunks back that are kept for quick allocation.
    static void releaseUnused() {
        Target_com_oracle_svm_core_genscavenge_HeapImpl.getChunkProvider()
                .freeUnusedAlignedChunksAtSafepoint(UnsignedUtils.MAX_VALUE);
    }

    /// In a collection, before anything has moved: whether the young generation can be copied. A chunk of copies
    /// may have at its end less than a large array, a quarter of it; each age has one that is partly empty.
    static boolean sufficesForCopying() {
        YoungGeneration generation = HeapImpl.getHeapImpl().getYoungGeneration();
        var young =
                SubstrateUtil.cast(
                        generation, Target_com_oracle_svm_core_genscavenge_YoungGeneration.class);
        long needed = young.getAlignedChunkBytes().rawValue() / 2 * 3 + 2 * chunk();
        for (int age = 0; age < generation.getMaxSurvivorSpaces(); age++) {
            needed += young.getSurvivorChunkBytes(age).equal(0) ? 0 : chunk();
        }
        return HeapRoom.forCollection() + unused() >= needed + toVisit;
    }

    /// Chunks that are kept for quick allocation.
    private static long unused() {
        return HeapImpl.getAccounting().getBytesInUnusedChunks().rawValue();
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static long chunk() {
        return HeapParameters.getAlignedHeapChunkSize().rawValue();
    }
}
