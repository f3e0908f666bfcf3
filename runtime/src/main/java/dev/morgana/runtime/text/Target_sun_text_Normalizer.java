package dev.morgana.runtime.text;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/// Lower case in Lithuanian, Turkish and Azeri asks for combining classes, and with them every program would hold the JDK's normalizer.
@TargetClass(className = "sun.text.Normalizer")
final class Target_sun_text_Normalizer {
    @Substitute
    public static int getCombiningClass(int character) {
        return CombiningClasses.of(character);
    }
}
