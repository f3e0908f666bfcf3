package dev.morgana.runtime.thread;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.monitor.JavaMonitor;

/// How often its owner has entered a monitor; 1 also while it is free.
@TargetClass(JavaMonitor.class)
final class Target_com_oracle_svm_core_monitor_JavaMonitor {
    @Alias int acquisitions;
}
