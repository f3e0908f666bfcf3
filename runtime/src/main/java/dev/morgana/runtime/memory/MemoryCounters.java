package dev.morgana.runtime.memory;

import com.oracle.svm.core.genscavenge.GCImpl;
import com.oracle.svm.core.genscavenge.HeapImpl;
import dev.morgana.runtime.machine.PhysicalMemory;

/// The machine's memory and the Java heap at one moment. The figures are read one after the other, while other threads go on.
///
/// @param total bytes of memory that the machine can give out at all
/// @param free bytes of it that nobody holds and nobody was promised
/// @param heapMaximum bytes that the Java heap may grow to
/// @param heapCommitted bytes that it holds, without the image heap
/// @param heapUsed bytes of these in chunks with objects, live ones and those that the next collection drops
/// @param youngCollections how often the young generation was collected alone
/// @param fullCollections how often the whole heap was collected
/// @param collectionNanos time that all collections took
public record MemoryCounters(
        long total,
        long free,
        long heapMaximum,
        long heapCommitted,
        long heapUsed,
        long youngCollections,
        long fullCollections,
        long collectionNanos) {

    /// The figures as they are now. Any thread may call this at any time.
    public static MemoryCounters snapshot() {
        var heap = HeapImpl.getAccounting();
        var collections = GCImpl.getAccounting();
        return new MemoryCounters(
                PhysicalMemory.total(),
                PhysicalMemory.free(),
                Runtime.getRuntime().maxMemory(),
                heap.getCommittedBytes().rawValue(),
                heap.getUsedBytes().rawValue(),
                collections.getIncrementalCollectionCount(),
                collections.getCompleteCollectionCount(),
                collections.getIncrementalCollectionTotalNanos()
                        + collections.getCompleteCollectionTotalNanos());
    }
}
