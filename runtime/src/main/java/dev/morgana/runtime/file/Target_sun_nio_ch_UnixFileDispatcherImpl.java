package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.Refused;
import dev.morgana.runtime.net.NumberedDescriptors;
import dev.morgana.storage.FileError;
import java.io.FileDescriptor;
import java.io.IOException;

/// What file channels do.
@TargetClass(className = "sun.nio.ch.UnixFileDispatcherImpl")
final class Target_sun_nio_ch_UnixFileDispatcherImpl {
    @Substitute
    static int read0(FileDescriptor descriptor, long to, int count) throws IOException {
        return (int) FileChannels.read(descriptor, to, count);
    }

    @Substitute
    static int pread0(FileDescriptor descriptor, long to, int count, long position)
            throws IOException {
        return FileChannels.read(descriptor, to, count, position);
    }

    @Substitute
    static long readv0(FileDescriptor descriptor, long vector, int entries) throws IOException {
        return FileChannels.readVector(descriptor, vector, entries);
    }

    @Substitute
    static int write0(FileDescriptor descriptor, long from, int count) throws IOException {
        return (int) FileChannels.write(descriptor, from, count);
    }

    @Substitute
    static int pwrite0(FileDescriptor descriptor, long from, int count, long position)
            throws IOException {
        return FileChannels.write(descriptor, from, count, position);
    }

    @Substitute
    static long writev0(FileDescriptor descriptor, long vector, int entries) throws IOException {
        return FileChannels.writeVector(descriptor, vector, entries);
    }

    /// Nothing is held back.
    @Substitute
    static int force0(FileDescriptor descriptor, boolean metaData) throws IOException {
        return 0;
    }

    /// A negative offset asks where the position is.
    @Substitute
    static long seek0(FileDescriptor descriptor, long offset) throws IOException {
        if (offset >= 0) {
            FileStreams.seek(descriptor, offset);
        }
        return FileStreams.position(descriptor);
    }

    @Substitute
    static int truncate0(FileDescriptor descriptor, long size) throws IOException {
        FileChannels.resize(descriptor, size);
        return 0;
    }

    @Substitute
    static long size0(FileDescriptor descriptor) throws IOException {
        return FileStreams.size(descriptor);
    }

    @Substitute
    static int available0(FileDescriptor descriptor) throws IOException {
        return FileStreams.available(descriptor);
    }

    /// Whether it is neither file nor directory.
    @Substitute
    static boolean isOther0(FileDescriptor descriptor) throws IOException {
        return FileStreams.isStandard(descriptor);
    }

    /// There is only one process; locks inside it are the JDK's.
    @Substitute
    static int lock0(
            FileDescriptor descriptor, boolean blocking, long position, long size, boolean shared)
            throws IOException {
        return 0;
    }

    @Substitute
    static void release0(FileDescriptor descriptor, long position, long size) throws IOException {}

    /// Closes a descriptor of any kind; selectors close themselves so.
    @Substitute
    static void closeIntFD(int number) throws IOException {
        if (number < OpenFiles.FIRST) {
            NumberedDescriptors.close(number);
        } else {
            FileChannels.close(number);
        }
    }

    @Substitute
    static long allocationGranularity0() {
        return UnixNumbers.BLOCK;
    }

    @Substitute
    static long map0(
            FileDescriptor descriptor, int protection, long position, long size, boolean sync)
            throws IOException {
        return Mappings.open(descriptor, protection, position, size);
    }

    @Substitute
    static int unmap0(long address, long size) {
        Mappings.close(address);
        return 0;
    }

    @Substitute
    @Refused("memory is not read around a cache")
    static int setDirect0(FileDescriptor descriptor) throws IOException {
        throw FileStreams.failed(FileError.EINVAL.exception());
    }
}
