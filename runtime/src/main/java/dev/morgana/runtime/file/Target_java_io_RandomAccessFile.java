package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.Refused;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;

/// Files by position: none can be opened.
@Refused("there are no files")
@TargetClass(RandomAccessFile.class)
final class Target_java_io_RandomAccessFile {
    @Substitute
    void open0(String name, int mode) throws FileNotFoundException {
        throw NoFiles.cannotOpen(name);
    }

    @Substitute
    int read0() throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    int readBytes0(byte[] to, int offset, int count) throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    void write0(int octet) throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    void writeBytes0(byte[] from, int offset, int count) throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    long getFilePointer() throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    void seek0(long position) throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    long length0() throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    void setLength0(long length) throws IOException {
        throw NoFiles.badDescriptor();
    }
}
