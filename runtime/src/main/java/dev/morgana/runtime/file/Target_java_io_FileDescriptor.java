package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.storage.FileException;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.SyncFailedException;

/// Closing and flushing files and the standard streams: nothing is held back anywhere.
@TargetClass(FileDescriptor.class)
final class Target_java_io_FileDescriptor {
    @Alias int fd;

    @Substitute
    void sync0() throws SyncFailedException {
        try {
            if (fd < 0 || fd > 2) {
                OpenFiles.get(fd);
            }
        } catch (FileException e) {
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
        int number = fd;
        fd = -1;
        if (number >= OpenFiles.FIRST) {
            try {
                OpenFiles.close(number);
            } catch (FileException e) {
                throw FileStreams.failed(e);
            }
        }
    }
}
