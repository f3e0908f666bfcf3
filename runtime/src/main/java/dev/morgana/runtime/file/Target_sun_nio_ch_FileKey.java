package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.storage.FileException;
import dev.morgana.storage.FileStatus;
import java.io.FileDescriptor;
import java.io.IOException;

/// By what the JDK's table of locks knows a file.
@TargetClass(className = "sun.nio.ch.FileKey")
final class Target_sun_nio_ch_FileKey {
    @Substitute
    static void init(FileDescriptor descriptor, long[] key) throws IOException {
        try {
            FileStatus status = FileStreams.file(descriptor).status();
            key[0] = status.device();
            key[1] = status.number();
        } catch (FileException e) {
            throw FileStreams.failed(e);
        }
    }
}
