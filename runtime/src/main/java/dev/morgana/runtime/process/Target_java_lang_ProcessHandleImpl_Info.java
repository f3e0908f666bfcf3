package dev.morgana.runtime.process;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/// Nothing is known about the one process but that it runs.
@TargetClass(className = "java.lang.ProcessHandleImpl", innerClass = "Info")
final class Target_java_lang_ProcessHandleImpl_Info {
    @Substitute
    static void initIDs() {}

    @Substitute
    void info0(long process) {}
}
