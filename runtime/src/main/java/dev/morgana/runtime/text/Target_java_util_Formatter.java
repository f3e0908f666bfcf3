package dev.morgana.runtime.text;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.Formatter;
import java.util.Locale;

/// The symbols of English are constants. Texts, flags, widths and exceptions are the JDK's own.
@TargetClass(value = Formatter.class, onlyWith = OwnMessagesOnly.class)
final class Target_java_util_Formatter {
    @Substitute
    static char getZero(Locale locale) {
        return '0';
    }
}
