package dev.morgana.runtime.thread;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.snippets.SubstrateForeignCallTarget;

/// What each `synchronized` calls: most monitors are free, and nobody waits for them.
@TargetClass(className = "com.oracle.svm.core.monitor.MultiThreadedMonitorSupport")
final class Target_com_oracle_svm_core_monitor_MultiThreadedMonitorSupport {
    @Substitute
    @SubstrateForeignCallTarget(stubCallingConvention = false)
    @Uninterruptible(reason = SlowMonitor.STACK, calleeMustBe = false)
    static void slowPathMonitorEnter(Object object) {
        if (!QuickMonitor.enter(object)) {
            SlowMonitor.enter(object);
        }
    }

    @Substitute
    @SubstrateForeignCallTarget(stubCallingConvention = false)
    @Uninterruptible(reason = SlowMonitor.STACK, calleeMustBe = false)
    static void slowPathMonitorExit(Object object) {
        if (!QuickMonitor.exit(object)) {
            SlowMonitor.exit(object);
        } else if (QuickMonitor.isAwaited(object)) {
            SlowMonitor.signal(object);
        }
    }
}
