package dev.morgana.runtime.loops;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/// The formatter's `%a` leads here, and from here one call would lead to the regular expressions.
@TargetClass(Double.class)
final class Target_java_lang_Double {
    @Substitute
    public static String toHexString(double number) {
        return HexFloat.of(number);
    }
}
