package dev.morgana.runtime.memory;

import com.oracle.svm.core.JavaMemoryUtil;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/// Copies of arrays, which end here whether they come from `System.arraycopy` or from `clone`.
@TargetClass(JavaMemoryUtil.class)
final class Target_com_oracle_svm_core_JavaMemoryUtil {
    /// Copies from front to back, without a check of bounds.
    @Substitute
    public static void copyPrimitiveArrayForward(
            Object from, int fromIndex, Object to, int toIndex, int length, int layoutEncoding) {
        ArrayCopy.forward(from, fromIndex, to, toIndex, length, layoutEncoding);
    }
}
