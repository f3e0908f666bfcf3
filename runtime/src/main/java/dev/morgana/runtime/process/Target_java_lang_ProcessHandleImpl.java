package dev.morgana.runtime.process;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.jspecify.annotations.Nullable;

/// The one process has the number 1, no parent and no children.
@TargetClass(className = "java.lang.ProcessHandleImpl")
final class Target_java_lang_ProcessHandleImpl {
    @Substitute
    static void initNative() {}

    @Substitute
    static int waitForProcessExit0(long process, boolean reap) {
        return -1;
    }

    @Substitute
    static long getCurrentPid0() {
        return OneProcess.NUMBER;
    }

    @Substitute
    static long parent0(long process, long startTime) {
        return -1;
    }

    @Substitute
    static int getProcessPids0(
            long process,
            long[] processes,
            long @Nullable [] parents,
            long @Nullable [] startTimes) {
        return OneProcess.list(process, processes, parents, startTimes);
    }

    @Substitute
    static boolean destroy0(long process, long startTime, boolean forcibly) {
        return false;
    }

    @Substitute
    static long isAlive0(long process) {
        return process == OneProcess.NUMBER ? 0 : -1;
    }
}
