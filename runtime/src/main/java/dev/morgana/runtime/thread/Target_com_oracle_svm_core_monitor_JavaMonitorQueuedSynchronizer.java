package dev.morgana.runtime.thread;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.TargetClass;
import org.jspecify.annotations.Nullable;

/// A monitor's owner, and who waits for it.
@TargetClass(className = "com.oracle.svm.core.monitor.JavaMonitorQueuedSynchronizer")
final class Target_com_oracle_svm_core_monitor_JavaMonitorQueuedSynchronizer {
    /// The owner's number; 0 while it is free.
    @Alias volatile long state;

    /// Stands before the first that waits; null until one had to.
    @Alias volatile @Nullable Node head;

    @Alias
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    native boolean compareAndSetState(long expected, long updated);

    @Alias
    native void signalReleaseSuccessor();

    /// One that waits.
    @TargetClass(
            className = "com.oracle.svm.core.monitor.JavaMonitorQueuedSynchronizer",
            innerClass = "Node")
    static final class Node {
        @Alias volatile @Nullable Node next;
    }
}
