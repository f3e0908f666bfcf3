package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.Refused;
import dev.morgana.runtime.net.NumberedDescriptors;
import java.io.FileDescriptor;
import java.io.IOException;

/// Open files: there are none.
@Refused("there are no files")
@TargetClass(className = "sun.nio.ch.UnixFileDispatcherImpl")
final class Target_sun_nio_ch_UnixFileDispatcherImpl {
    @Substitute
    static int read0(FileDescriptor descriptor, long to, int count) throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    static int pread0(FileDescriptor descriptor, long to, int count, long position)
            throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    static long readv0(FileDescriptor descriptor, long vector, int count) throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    static int write0(FileDescriptor descriptor, long from, int count) throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    static int pwrite0(FileDescriptor descriptor, long from, int count, long position)
            throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    static long writev0(FileDescriptor descriptor, long vector, int count) throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    static int force0(FileDescriptor descriptor, boolean metaData) throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    static long seek0(FileDescriptor descriptor, long offset) throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    static int truncate0(FileDescriptor descriptor, long size) throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    static long size0(FileDescriptor descriptor) throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    static int available0(FileDescriptor descriptor) throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    static boolean isOther0(FileDescriptor descriptor) throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    static int lock0(
            FileDescriptor descriptor, boolean blocking, long position, long size, boolean shared)
            throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    static void release0(FileDescriptor descriptor, long position, long size) throws IOException {
        throw NoFiles.badDescriptor();
    }

    /// Closes a descriptor of any kind; selectors close themselves so.
    @Substitute
    static void closeIntFD(int number) throws IOException {
        NumberedDescriptors.close(number);
    }

    @Substitute
    static long allocationGranularity0() {
        return RootDirectory.PAGE;
    }

    @Substitute
    static long map0(
            FileDescriptor descriptor, int protection, long position, long size, boolean sync)
            throws IOException {
        throw NoFiles.badDescriptor();
    }

    @Substitute
    static int unmap0(long address, long size) {
        throw new AssertionError("nothing is mapped");
    }

    @Substitute
    static int setDirect0(FileDescriptor descriptor) throws IOException {
        throw NoFiles.badDescriptor();
    }
}
