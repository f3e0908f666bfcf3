package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/// What only Linux has: the table of mounts, advice, and copies inside the kernel.
@TargetClass(className = "sun.nio.fs.LinuxNativeDispatcher")
final class Target_sun_nio_fs_LinuxNativeDispatcher {
    @Substitute
    static void init() {}

    @Substitute
    static long setmntent0(long path, long type) {
        return MountTable.open();
    }

    @Substitute
    static int getmntent0(
            long stream, Target_sun_nio_fs_UnixMountEntry entry, long buffer, int length) {
        return MountTable.read(stream, entry) ? 0 : -1;
    }

    @Substitute
    static void endmntent(long stream) {
        MountTable.close(stream);
    }

    @Substitute
    static int posix_fadvise(int descriptor, long offset, long length, int advice) {
        return 0;
    }

    @Substitute
    static int directCopy0(int to, int from, long cancelAddress) {
        FileCopy.run(to, from, cancelAddress);
        return 0;
    }
}
