package dev.morgana.runtime.console;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.file.NoFiles;
import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;

/// Writing to standard output and error.
@TargetClass(FileOutputStream.class)
final class Target_java_io_FileOutputStream {
    @Alias FileDescriptor fd;

    @Substitute
    void open0(String name, boolean append) throws FileNotFoundException {
        throw NoFiles.cannotOpen(name);
    }

    @Substitute
    void write(int octet, boolean append) throws IOException {
        StandardStreams.write(fd, new byte[] {(byte) octet}, 0, 1);
    }

    @Substitute
    void writeBytes(byte[] from, int offset, int count, boolean append) throws IOException {
        StandardStreams.write(fd, from, offset, count);
    }
}
