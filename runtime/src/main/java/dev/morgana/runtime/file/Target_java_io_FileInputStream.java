package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;

/// Reading files and standard input.
@TargetClass(FileInputStream.class)
final class Target_java_io_FileInputStream {
    @Alias FileDescriptor fd;

    @Substitute
    void open0(String name) throws FileNotFoundException {
        FileStreams.openToRead(fd, name);
    }

    @Substitute
    int read0() throws IOException {
        return FileStreams.read(fd);
    }

    @Substitute
    int readBytes(byte[] to, int offset, int count) throws IOException {
        return FileStreams.read(fd, to, offset, count);
    }

    @Substitute
    int available0() throws IOException {
        return FileStreams.available(fd);
    }

    @Substitute
    long skip0(long count) throws IOException {
        long before = FileStreams.position(fd);
        FileStreams.seek(fd, before + count);
        return count;
    }

    @Substitute
    long length0() throws IOException {
        return FileStreams.size(fd);
    }

    @Substitute
    long position0() throws IOException {
        return FileStreams.position(fd);
    }

    @Substitute
    boolean isRegularFile0(FileDescriptor descriptor) {
        try {
            return FileStreams.isRegular(descriptor);
        } catch (IOException e) {
            return false;
        }
    }
}
