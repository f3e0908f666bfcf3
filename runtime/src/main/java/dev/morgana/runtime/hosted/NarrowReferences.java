package dev.morgana.runtime.hosted;

import com.oracle.svm.core.config.ObjectLayout;
import com.oracle.svm.core.config.ObjectLayout.IdentityHashMode;
import com.oracle.svm.hosted.HostedConfiguration;
import com.oracle.svm.hosted.config.HybridLayoutSupport;
import jdk.graal.compiler.core.common.CompressEncoding;
import jdk.vm.ci.meta.JavaKind;
import org.graalvm.nativeimage.ImageSingletons;

/// References to objects take four octets, in the image heap and at run time: each counts units of an object's alignment from the start of the heap's range, and reaches 32 GB.
///
/// The builder's own choice is eight octets. Its runtime knows both; the compiler learns of the other by the class of ours that stands in for one of the builder's (`SubstrateAMD64Backend$SubstrateAMD64LIRKindTool`
/// in the module `image`).
final class NarrowReferences {
    /// References count from a base.
    private static final int BASE = 1;

    /// Objects lie at multiples of 8.
    private static final int SHIFT = 3;

    private NarrowReferences() {}

    /// Lays objects out so. To be called before the builder chooses its own layout, which is after all features are registered.
    static void use() {
        ImageSingletons.add(CompressEncoding.class, new CompressEncoding(BASE, SHIFT));
        ImageSingletons.add(
                ObjectLayout.class,
                HostedConfiguration.createObjectLayout(
                        JavaKind.Int, IdentityHashMode.TYPE_SPECIFIC));
        ImageSingletons.add(HybridLayoutSupport.class, new HybridLayoutSupport());
    }
}
