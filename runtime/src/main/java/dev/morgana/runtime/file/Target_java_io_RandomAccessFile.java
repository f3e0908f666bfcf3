package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.storage.OpenFlags;
import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;

/// Files to be read and written anywhere.
@TargetClass(RandomAccessFile.class)
final class Target_java_io_RandomAccessFile {
    @Alias FileDescriptor fd;

    @Substitute
    void open0(String name, int mode) throws FileNotFoundException {
        if ((mode & UnixNumbers.READ_WRITE) != 0) {
            FileStreams.open(fd, name, OpenFlags.READ_WRITE | OpenFlags.CREATE);
        } else {
            FileStreams.openToRead(fd, name);
        }
    }

    @Substitute
    int read0() throws IOException {
        return FileStreams.read(fd);
    }

    @Substitute
    int readBytes0(byte[] to, int offset, int count) throws IOException {
        return FileStreams.read(fd, to, offset, count);
    }

    @Substitute
    void write0(int octet) throws IOException {
        FileStreams.write(fd, octet);
    }

    @Substitute
    void writeBytes0(byte[] from, int offset, int count) throws IOException {
        FileStreams.write(fd, from, offset, count);
    }

    @Substitute
    long getFilePointer() throws IOException {
        return FileStreams.position(fd);
    }

    @Substitute
    void seek0(long position) throws IOException {
        FileStreams.seek(fd, position);
    }

    @Substitute
    long length0() throws IOException {
        return FileStreams.size(fd);
    }

    @Substitute
    void setLength0(long length) throws IOException {
        FileStreams.resize(fd, length);
    }

    @Substitute
    static void initIDs() {}
}
