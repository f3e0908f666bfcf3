package dev.morgana.runtime.hosted;

import com.oracle.svm.core.jdk.RuntimeSupport;
import com.oracle.svm.core.os.ImageHeapProvider;
import dev.morgana.runtime.boot.BootHook;
import dev.morgana.runtime.machine.ImageHeapInPlace;
import org.graalvm.nativeimage.ImageSingletons;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeClassInitialization;

/// Puts Morgana's parts into the image: where its heap lies, and what happens before `main`. The substitutions need no registration.
public final class RuntimeFeature implements Feature {
    private final BootHook bootHook = new BootHook();

    @Override
    public void afterRegistration(AfterRegistrationAccess access) {
        RuntimeClassInitialization.initializeAtBuildTime("dev.morgana.runtime");
        ImageSingletons.add(ImageHeapProvider.class, new ImageHeapInPlace());
    }

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        RuntimeSupport.getRuntimeSupport().addInitializationHook(bootHook);
    }
}
