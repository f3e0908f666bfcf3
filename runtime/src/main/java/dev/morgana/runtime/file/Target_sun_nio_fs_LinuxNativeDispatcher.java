package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.Refused;

/// Nothing is mounted, and no open file exists that could be copied.
@Refused("nothing is mounted")
@TargetClass(className = "sun.nio.fs.LinuxNativeDispatcher")
final class Target_sun_nio_fs_LinuxNativeDispatcher {
    @Substitute
    static long setmntent0(long path, long type) {
        throw Errno.ENOENT.raise();
    }

    @Substitute
    static void endmntent(long stream) {}

    @Substitute
    static int posix_fadvise(int descriptor, long offset, long length, int advice) {
        throw Errno.EBADF.raise();
    }

    @Substitute
    static int directCopy0(int to, int from, long cancelAddress) {
        throw Errno.EBADF.raise();
    }
}
