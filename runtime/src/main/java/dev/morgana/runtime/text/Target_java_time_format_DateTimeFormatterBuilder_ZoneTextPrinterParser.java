package dev.morgana.runtime.text;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The JDK's own dates name no zone but GMT.
@TargetClass(
        value = DateTimeFormatterBuilder.class,
        innerClass = "ZoneTextPrinterParser",
        onlyWith = OwnDatesOnly.class)
final class Target_java_time_format_DateTimeFormatterBuilder_ZoneTextPrinterParser {
    @Substitute
    @Nullable String getDisplayName(String zone, int type, Locale locale) {
        return EnglishDate.UNIVERSAL.contains(zone) ? zone : null;
    }
}
