package dev.morgana.runtime.text;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.temporal.TemporalAccessor;
import java.util.Formatter;
import java.util.IllegalFormatConversionException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the JDK's own messages need of numbers and dates, in English.
@TargetClass(
        value = Formatter.class,
        innerClass = "FormatSpecifier",
        onlyWith = OwnMessagesOnly.class)
final class Target_java_util_Formatter_FormatSpecifier {
    @Alias char c;

    @Alias
    private native void print(Formatter to, String text, @Nullable Locale locale)
            throws IOException;

    @Alias
    private native void print(
            Formatter to, TemporalAccessor time, char conversion, @Nullable Locale locale)
            throws IOException;

    /// Digits, with groups and zeros as the flags say.
    @Substitute
    private StringBuilder localizedMagnitude(
            Formatter formatter,
            @Nullable StringBuilder to,
            CharSequence number,
            int offset,
            int flags,
            int width,
            @Nullable Locale locale) {
        return EnglishNumber.append(
                to == null ? new StringBuilder() : to, number, offset, flags, width);
    }

    /// The JDK's own messages give no calendars.
    @Substitute
    private void printDateTime(Formatter to, @Nullable Object time, @Nullable Locale locale)
            throws IOException {
        if (time == null) {
            print(to, "null", locale);
        } else if (time instanceof TemporalAccessor temporal) {
            print(to, temporal, c, locale);
        } else {
            throw new IllegalFormatConversionException(c, time.getClass());
        }
    }

    @Substitute
    private Appendable print(
            Formatter formatter,
            @Nullable StringBuilder to,
            TemporalAccessor time,
            char conversion,
            @Nullable Locale locale) {
        StringBuilder text = to == null ? new StringBuilder() : to;
        try {
            new EnglishDate(text, time).append(conversion);
        } catch (DateTimeException e) {
            throw new IllegalFormatConversionException(conversion, time.getClass());
        }
        return text;
    }
}
