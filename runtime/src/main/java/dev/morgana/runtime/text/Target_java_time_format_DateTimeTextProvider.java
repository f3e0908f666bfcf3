package dev.morgana.runtime.text;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.time.chrono.Chronology;
import java.time.format.TextStyle;
import java.time.temporal.TemporalField;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names in the JDK's own dates, full or abbreviated, of the ISO calendar.
@TargetClass(className = "java.time.format.DateTimeTextProvider", onlyWith = OwnDatesOnly.class)
final class Target_java_time_format_DateTimeTextProvider {
    @Substitute
    public @Nullable String getText(
            TemporalField field, long value, TextStyle style, Locale locale) {
        return EnglishNames.of(field, value, style.asNormal() == TextStyle.FULL);
    }

    @Substitute
    public @Nullable String getText(
            Chronology calendar, TemporalField field, long value, TextStyle style, Locale locale) {
        return EnglishNames.of(field, value, style.asNormal() == TextStyle.FULL);
    }

    @Substitute
    public @Nullable Iterator<Map.Entry<String, Long>> getTextIterator(
            TemporalField field, @Nullable TextStyle style, Locale locale) {
        return EnglishNames.all(field, style == null || style.asNormal() == TextStyle.FULL);
    }

    @Substitute
    public @Nullable Iterator<Map.Entry<String, Long>> getTextIterator(
            Chronology calendar, TemporalField field, @Nullable TextStyle style, Locale locale) {
        return EnglishNames.all(field, style == null || style.asNormal() == TextStyle.FULL);
    }
}
