package dev.morgana.runtime.memory;

import com.oracle.svm.core.JavaMemoryUtil;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.graal.jdk.SubstrateArraycopySnippets;
import com.oracle.svm.core.hub.DynamicHub;
import com.oracle.svm.core.hub.LayoutEncoding;
import com.oracle.svm.core.snippets.KnownIntrinsics;
import com.oracle.svm.core.snippets.SubstrateForeignCallTarget;

/// `System.arraycopy`: octets to octets, which is nearly all of it, comes first.
@TargetClass(SubstrateArraycopySnippets.class)
final class Target_com_oracle_svm_core_graal_jdk_SubstrateArraycopySnippets {
    @Substitute
    @SubstrateForeignCallTarget(stubCallingConvention = false)
    @SuppressWarnings("ReferenceEquality")
    static void doArraycopy(Object from, int fromIndex, Object to, int toIndex, int length) {
        if (from == null || to == null) {
            throw new NullPointerException();
        }
        DynamicHub hub = KnownIntrinsics.readHub(from);
        int layout = hub.getLayoutEncoding();
        if (!LayoutEncoding.isPrimitiveArray(layout) || hub != KnownIntrinsics.readHub(to)) {
            ArrayCopy.references(from, fromIndex, to, toIndex, length);
            return;
        }
        ArrayCopy.checkBounds(from, fromIndex, to, toIndex, length);
        if (from == to && fromIndex < toIndex) {
            JavaMemoryUtil.copyPrimitiveArrayBackward(from, fromIndex, to, toIndex, length, layout);
        } else {
            ArrayCopy.forward(from, fromIndex, to, toIndex, length, layout);
        }
    }
}
