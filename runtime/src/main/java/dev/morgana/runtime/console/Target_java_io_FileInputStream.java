package dev.morgana.runtime.console;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.file.NoFiles;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;

/// Reading from standard input.
@TargetClass(FileInputStream.class)
final class Target_java_io_FileInputStream {
    @Alias FileDescriptor fd;

    @Substitute
    void open0(String name) throws FileNotFoundException {
        throw NoFiles.cannotOpen(name);
    }

    @Substitute
    int read0() throws IOException {
        byte[] one = new byte[1];
        return StandardStreams.read(fd, one, 0, 1) == 1 ? one[0] & 255 : -1;
    }

    @Substitute
    int readBytes(byte[] to, int offset, int count) throws IOException {
        return StandardStreams.read(fd, to, offset, count);
    }

    @Substitute
    int available0() throws IOException {
        return StandardStreams.available(fd);
    }

    @Substitute
    long skip0(long count) throws IOException {
        throw NoFiles.illegalSeek();
    }

    @Substitute
    long length0() throws IOException {
        return 0;
    }

    @Substitute
    long position0() throws IOException {
        throw NoFiles.illegalSeek();
    }

    @Substitute
    boolean isRegularFile0(FileDescriptor descriptor) {
        return false;
    }
}
