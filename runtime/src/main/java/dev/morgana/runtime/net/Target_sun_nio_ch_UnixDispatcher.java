package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.FileDescriptor;
import java.io.IOException;

/// Closing in two steps: first what is behind the number goes and threads that wait wake up, then the number is free.
@TargetClass(className = "sun.nio.ch.UnixDispatcher")
final class Target_sun_nio_ch_UnixDispatcher {
    @Substitute
    static void close0(FileDescriptor descriptor) throws IOException {
        OpenDescriptors.close(OpenDescriptors.number(descriptor));
    }

    @Substitute
    static void preClose0(FileDescriptor descriptor) throws IOException {
        OpenDescriptors.of(descriptor).close();
    }

    @Substitute
    static void init() {}
}
