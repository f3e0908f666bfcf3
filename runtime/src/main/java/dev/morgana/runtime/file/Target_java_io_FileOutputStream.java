package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.storage.OpenFlags;
import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;

/// Writing files, standard output and error.
@TargetClass(FileOutputStream.class)
final class Target_java_io_FileOutputStream {
    @Alias FileDescriptor fd;

    @Substitute
    void open0(String name, boolean append) throws FileNotFoundException {
        int more = append ? OpenFlags.APPEND : OpenFlags.TRUNCATE;
        FileStreams.open(fd, name, OpenFlags.WRITE_ONLY | OpenFlags.CREATE | more);
    }

    @Substitute
    void write(int octet, boolean append) throws IOException {
        FileStreams.write(fd, octet);
    }

    @Substitute
    void writeBytes(byte[] from, int offset, int count, boolean append) throws IOException {
        FileStreams.write(fd, from, offset, count);
    }
}
