package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.Refused;
import java.nio.file.WatchService;

/// Nobody else changes files here, and nothing tells of changes.
@TargetClass(className = "sun.nio.fs.LinuxFileSystem")
final class Target_sun_nio_fs_LinuxFileSystem {
    @Substitute
    @Refused("files in memory cannot be watched")
    WatchService newWatchService() {
        throw new UnsupportedOperationException("files in memory cannot be watched");
    }
}
