package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/// Copies through a buffer, which is not needed here.
@TargetClass(className = "sun.nio.fs.UnixFileSystem")
final class Target_sun_nio_fs_UnixFileSystem {
    @Substitute
    static void bufferedCopy0(int to, int from, long buffer, int size, long cancelAddress) {
        FileCopy.run(to, from, cancelAddress);
    }
}
