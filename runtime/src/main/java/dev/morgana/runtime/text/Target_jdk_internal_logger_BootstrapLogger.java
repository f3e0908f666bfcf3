package dev.morgana.runtime.text;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/// The loggers of the JDK's own classes. They look for `java.util.logging` in the JVM that builds the image, which has it, and would keep to its usual level until it is configured.
@TargetClass(className = "jdk.internal.logger.BootstrapLogger", onlyWith = ConsoleLog.class)
final class Target_jdk_internal_logger_BootstrapLogger {
    @Substitute
    static boolean useSurrogateLoggers() {
        return false;
    }
}
