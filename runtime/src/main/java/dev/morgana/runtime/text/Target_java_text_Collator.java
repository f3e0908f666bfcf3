package dev.morgana.runtime.text;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.text.Collator;

/// The JDK itself collates only the list of a directory that a program has opened by its URL.
@TargetClass(value = Collator.class, onlyWith = NothingCollated.class)
final class Target_java_text_Collator {
    @Substitute
    public static synchronized Collator getInstance() {
        return new CodePointOrder();
    }
}
