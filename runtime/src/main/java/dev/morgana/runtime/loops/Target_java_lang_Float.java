package dev.morgana.runtime.loops;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/// As for [Target_java_lang_Double].
@TargetClass(Float.class)
final class Target_java_lang_Float {
    @Substitute
    public static String toHexString(float number) {
        return HexFloat.of(number);
    }
}
