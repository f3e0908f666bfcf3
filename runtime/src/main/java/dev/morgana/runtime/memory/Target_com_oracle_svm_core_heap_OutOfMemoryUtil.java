package dev.morgana.runtime.memory;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.heap.OutOfMemoryUtil;

/// Throws an error without looking at options first, which no image has: the original looks in code that stops for a collection, and whoever calls it may hold the lock of the
/// heap, for which others wait without stopping. With several processors all of them waited for ever.
@TargetClass(OutOfMemoryUtil.class)
final class Target_com_oracle_svm_core_heap_OutOfMemoryUtil {
    @Substitute
    @Uninterruptible(reason = "The caller may hold the lock of the heap.")
    static void reportOutOfMemoryError0(OutOfMemoryError error) {}
}
