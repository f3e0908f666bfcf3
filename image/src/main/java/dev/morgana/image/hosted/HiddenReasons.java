package dev.morgana.image.hosted;

import com.oracle.graal.pointsto.meta.AnalysisMethod;
import com.oracle.svm.hosted.image.NativeImageHeap.ObjectInfo;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/// Reasons that the builder keeps to itself.
final class HiddenReasons {
    private static final Field OF_OBJECT;
    private static final Method OF_INLINED;

    static {
        try {
            OF_OBJECT = ObjectInfo.class.getDeclaredField("reason");
            OF_OBJECT.setAccessible(true);
            OF_INLINED = AnalysisMethod.class.getDeclaredMethod("getInlinedReason");
            OF_INLINED.setAccessible(true);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("another version of the image builder", e);
        }
    }

    private HiddenReasons() {}

    /// Why an object lies in the image heap: the object, field or method that refers to it, or a phrase.
    static @Nullable Object of(ObjectInfo object) {
        try {
            return OF_OBJECT.get(object);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Why a method was inlined before the analysis came to it; null if it was not.
    static @Nullable Object ofInlined(AnalysisMethod method) {
        try {
            return OF_INLINED.invoke(method);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
