package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.Refused;
import java.io.FileDescriptor;

/// Transfers inside the kernel, which there is none of: the JDK then copies through a buffer.
@TargetClass(className = "sun.nio.ch.FileDispatcherImpl")
final class Target_sun_nio_ch_FileDispatcherImpl {
    @Substitute
    static void init0() {}

    @Substitute
    @Refused("the JDK copies through a buffer")
    static long transferTo0(
            FileDescriptor from, long position, long count, FileDescriptor to, boolean append) {
        return UnixNumbers.UNSUPPORTED;
    }

    @Substitute
    @Refused("the JDK copies through a buffer")
    static long transferFrom0(
            FileDescriptor from, FileDescriptor to, long position, long count, boolean append) {
        return UnixNumbers.UNSUPPORTED;
    }
}
