package dev.morgana.runtime.thread;

import com.oracle.svm.core.NeverInline;
import com.oracle.svm.core.SubstrateUtil;
import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.monitor.MonitorInflationCause;
import com.oracle.svm.core.monitor.MonitorSupport;
import com.oracle.svm.core.stack.StackOverflowCheck;
import com.oracle.svm.core.thread.VMOperationControl;
import com.oracle.svm.core.util.VMError;

/// Monitors as the Native Image runtime enters and leaves them: it may wait, and make the monitor of an object that has none yet. Code that
/// synchronizes expects no exception from it but the heap's: so the reserve of the stack is opened.
final class SlowMonitor {
    /// Why these cannot be interrupted before that.
    static final String STACK = "Avoid stack overflow error before yellow zone has been activated";

    private SlowMonitor() {}

    @NeverInline("Rare.")
    @Uninterruptible(reason = STACK, calleeMustBe = false)
    static void enter(Object object) {
        StackOverflowCheck.singleton().makeYellowZoneAvailable();
        VMOperationControl.guaranteeOkayToBlock("a VM operation must not synchronize");
        try {
            MonitorSupport.singleton().monitorEnter(object, MonitorInflationCause.MONITOR_ENTER);
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            throw VMError.shouldNotReachHere("entering a monitor", e);
        } finally {
            StackOverflowCheck.singleton().protectYellowZone();
        }
    }

    @NeverInline("Rare.")
    @Uninterruptible(reason = STACK, calleeMustBe = false)
    static void exit(Object object) {
        StackOverflowCheck.singleton().makeYellowZoneAvailable();
        try {
            MonitorSupport.singleton().monitorExit(object, MonitorInflationCause.VM_INTERNAL);
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            throw VMError.shouldNotReachHere("leaving a monitor", e);
        } finally {
            StackOverflowCheck.singleton().protectYellowZone();
        }
    }

    /// Wakes the first thread that waits for a monitor, which was left.
    @NeverInline("Rare.")
    @Uninterruptible(reason = STACK, calleeMustBe = false)
    static void signal(Object object) {
        StackOverflowCheck.singleton().makeYellowZoneAvailable();
        try {
            SubstrateUtil.cast(
                            QuickMonitor.of(object),
                            Target_com_oracle_svm_core_monitor_JavaMonitorQueuedSynchronizer.class)
                    .signalReleaseSuccessor();
        } catch (Throwable e) {
            throw VMError.shouldNotReachHere("waking who waits for a monitor", e);
        } finally {
            StackOverflowCheck.singleton().protectYellowZone();
        }
    }
}
