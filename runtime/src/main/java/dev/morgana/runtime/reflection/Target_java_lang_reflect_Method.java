package dev.morgana.runtime.reflection;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.RecomputeFieldValue;
import com.oracle.svm.core.annotate.TargetClass;
import java.lang.reflect.Method;

/// The slot is the place in HotSpot's own table of methods, which is in the order of memory addresses. HotSpot's reflection needs it; an image calls
/// through accessors of its own and never reads it.
@TargetClass(Method.class)
final class Target_java_lang_reflect_Method {
    /// Set in the image, not read.
    @SuppressWarnings("UnusedVariable")
    @Alias
    @RecomputeFieldValue(kind = RecomputeFieldValue.Kind.Reset)
    private int slot;

    private Target_java_lang_reflect_Method() {}
}
