package dev.morgana.runtime.thread;

import com.oracle.svm.core.heap.Heap;
import com.oracle.svm.core.heap.ObjectVisitor;
import com.oracle.svm.core.heap.RestrictHeapAccess;
import com.oracle.svm.core.heap.VMOperationInfos;
import com.oracle.svm.core.thread.JavaVMOperation;
import com.oracle.svm.core.thread.VMOperation.SystemEffect;
import java.util.Arrays;

/// Finds the virtual threads that have begun and not ended. Native Image keeps no list of them, so the heap is searched for them
/// while everything else stands still: that costs nothing as long as nobody asks. A thread that nothing refers to and that therefore
/// never runs again may be among them.
final class VirtualThreads {
    private static final Thread[] NONE = {};

    private VirtualThreads() {}

    /// The virtual threads of this moment, in no particular order.
    static Thread[] alive() {
        Thread[] room = new Thread[Search.run(NONE)];
        int found = Math.min(Search.run(room), room.length);
        return Arrays.copyOf(room, found);
    }

    /// One walk through the heap, at a safepoint: it must not allocate, so it counts and fills what room there is.
    private static final class Search extends JavaVMOperation implements ObjectVisitor {
        private final Thread[] room;
        private int found;

        private Search(Thread[] room) {
            super(
                    VMOperationInfos.get(
                            Search.class, "Find virtual threads", SystemEffect.SAFEPOINT));
            this.room = room;
        }

        /// Puts as many threads into `room` as it holds.
        ///
        /// @return how many there are
        static int run(Thread[] room) {
            var search = new Search(room);
            search.enqueue();
            return search.found;
        }

        @Override
        protected void operate() {
            Heap.getHeap().walkCollectedHeapObjects(this);
        }

        @Override
        @RestrictHeapAccess(
                access = RestrictHeapAccess.Access.NO_ALLOCATION,
                reason = "Runs while the heap is walked.")
        public void visitObject(Object object) {
            if (object instanceof Thread thread && thread.isVirtual() && thread.isAlive()) {
                if (found < room.length) {
                    room[found] = thread;
                }
                found++;
            }
        }
    }
}
