package dev.morgana.runtime.console;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.SyncFailedException;

/// Closing and flushing the standard streams: the machine holds nothing back.
@TargetClass(FileDescriptor.class)
final class Target_java_io_FileDescriptor {
    @Alias int fd;

    @Substitute
    void sync0() throws SyncFailedException {
        if (fd < 0 || fd > 2) {
            throw new SyncFailedException("sync failed");
        }
    }

    @Substitute
    static long getHandle(int number) {
        return -1;
    }

    @Substitute
    static boolean getAppend(int number) {
        return false;
    }

    @Substitute
    void close0() throws IOException {
        fd = -1;
    }
}
