package dev.morgana.runtime.boot;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import sun.util.logging.PlatformLogger;

/// The JDK's own logger. It takes its level from a constant, which would be that of the JVM that builds the image.
@TargetClass(className = "jdk.internal.logger.SimpleConsoleLogger")
final class Target_jdk_internal_logger_SimpleConsoleLogger {
    /// The least level of the machine's description or of the boot key `log.level`.
    @Substitute
    PlatformLogger.Level defaultPlatformLevel() {
        return PlatformLogger.toPlatformLevel(Boot.options().logLevel());
    }
}
