package dev.morgana.runtime.text;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.jspecify.annotations.Nullable;

/// The JDK's own log messages; one that cannot be formatted is printed as it is, as in the JDK.
@TargetClass(
        className = "jdk.internal.logger.SimpleConsoleLogger",
        innerClass = "Formatting",
        onlyWith = OwnLogOnly.class)
final class Target_jdk_internal_logger_SimpleConsoleLogger_Formatting {
    @Substitute
    static String formatMessage(String format, @Nullable Object... parameters) {
        if (parameters == null || parameters.length == 0 || !EnglishMessage.isPattern(format)) {
            return format;
        }
        try {
            return EnglishMessage.of(format, parameters);
        } catch (IllegalArgumentException e) {
            return format;
        }
    }
}
