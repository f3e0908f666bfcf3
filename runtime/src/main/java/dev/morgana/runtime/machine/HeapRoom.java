package dev.morgana.runtime.machine;

import com.oracle.svm.core.Uninterruptible;

/// What of the machine's memory the Java heap can get now. The machine layer keeps a share for collections: what there is then for
/// the objects that they copy and the lists that they make, a program does not get.
public final class HeapRoom {
    private HeapRoom() {}

    /// Bytes for a program's objects. Another thread may be quicker.
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static long forProgram() {
        return Machine.heapRoom(false);
    }

    /// Bytes for a collection.
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static long forCollection() {
        return Machine.heapRoom(true);
    }

    /// Says whether a collection runs, that is, whether it may have its share.
    public static void collecting(boolean on) {
        Machine.collecting(on);
    }
}
