package dev.morgana.runtime.zone;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.TimeZone;

/// The machine has no time zone of its own: UTC, unless the property `user.timezone` names another.
@TargetClass(TimeZone.class)
final class Target_java_util_TimeZone {
    @Substitute
    static String getSystemGMTOffsetID() {
        return "UTC";
    }
}
