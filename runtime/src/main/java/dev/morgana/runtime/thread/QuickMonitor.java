package dev.morgana.runtime.thread;

import com.oracle.svm.core.AlwaysInline;
import com.oracle.svm.core.SubstrateUtil;
import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.hub.DynamicHub;
import com.oracle.svm.core.monitor.JavaMonitor;
import com.oracle.svm.core.snippets.KnownIntrinsics;
import com.oracle.svm.core.thread.JavaThreads;
import jdk.graal.compiler.word.ObjectAccess;
import jdk.graal.compiler.word.Word;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/// A monitor that nobody else holds or waits for: then entering and leaving are a few accesses to memory, which neither wait, nor allocate, nor throw.
final class QuickMonitor {
    /// Where a class says where its objects have their monitor. Its method that tells it may overflow the stack.
    private static final long PLACE =
            Unsafe.getUnsafe().objectFieldOffset(DynamicHub.class, "monitorOffset");

    private QuickMonitor() {}

    /// Enters the monitor of an object, unless that takes more.
    ///
    /// @return whether it is entered
    @AlwaysInline("The point of it.")
    @Uninterruptible(reason = "The stack may be full.", callerMustBe = true, calleeMustBe = false)
    static boolean enter(Object object) {
        JavaMonitor monitor = of(object);
        if (monitor == null) {
            return false;
        }
        var lock = lock(monitor);
        long self = JavaThreads.getCurrentThreadId();
        long owner = lock.state;
        if (owner == 0) {
            return lock.compareAndSetState(0, self);
        }
        var held = held(monitor);
        if (owner != self || held.acquisitions == Integer.MAX_VALUE) {
            return false;
        }
        held.acquisitions++;
        return true;
    }

    /// Leaves the monitor of an object, if this thread holds it.
    ///
    /// @return whether it is left
    @AlwaysInline("The point of it.")
    @Uninterruptible(reason = "The stack may be full.", callerMustBe = true, calleeMustBe = false)
    static boolean exit(Object object) {
        JavaMonitor monitor = of(object);
        if (monitor == null || lock(monitor).state != JavaThreads.getCurrentThreadId()) {
            return false;
        }
        var held = held(monitor);
        if (held.acquisitions == 1) {
            lock(monitor).state = 0;
        } else {
            held.acquisitions--;
        }
        return true;
    }

    /// Whether a thread may sleep until the monitor that was just left is free. To be asked after that: who comes later looks himself before he sleeps.
    @AlwaysInline("The point of it.")
    @Uninterruptible(reason = "The stack may be full.", callerMustBe = true, calleeMustBe = false)
    static boolean isAwaited(Object object) {
        JavaMonitor monitor = of(object);
        var first = monitor == null ? null : lock(monitor).head;
        return first != null && first.next != null;
    }

    /// The monitor of an object that has one, and a place for it.
    @AlwaysInline("The point of it.")
    @Uninterruptible(reason = "The stack may be full.", callerMustBe = true, calleeMustBe = false)
    static @Nullable JavaMonitor of(Object object) {
        int offset = ObjectAccess.readChar(KnownIntrinsics.readHub(object), Word.signed(PLACE));
        return offset == 0
                ? null
                : (JavaMonitor) ObjectAccess.readObject(object, Word.signed(offset));
    }

    @AlwaysInline("A cast.")
    @Uninterruptible(reason = "The stack may be full.", callerMustBe = true, calleeMustBe = false)
    private static Target_com_oracle_svm_core_monitor_JavaMonitorQueuedSynchronizer lock(
            JavaMonitor monitor) {
        return SubstrateUtil.cast(
                monitor, Target_com_oracle_svm_core_monitor_JavaMonitorQueuedSynchronizer.class);
    }

    @AlwaysInline("A cast.")
    @Uninterruptible(reason = "The stack may be full.", callerMustBe = true, calleeMustBe = false)
    private static Target_com_oracle_svm_core_monitor_JavaMonitor held(JavaMonitor monitor) {
        return SubstrateUtil.cast(monitor, Target_com_oracle_svm_core_monitor_JavaMonitor.class);
    }
}
