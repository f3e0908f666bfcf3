package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.FileDescriptor;
import java.io.IOException;

/// Reading and writing of stream sockets, pipes and counters.
@TargetClass(className = "sun.nio.ch.SocketDispatcher")
final class Target_sun_nio_ch_SocketDispatcher {
    @Substitute
    static int read0(FileDescriptor descriptor, long address, int count) throws IOException {
        return Transfers.read(OpenDescriptors.of(descriptor), address, count);
    }

    @Substitute
    static long readv0(FileDescriptor descriptor, long vector, int entries) throws IOException {
        return Transfers.read(OpenDescriptors.of(descriptor), vector, (long) entries);
    }

    @Substitute
    static int write0(FileDescriptor descriptor, long address, int count) throws IOException {
        return Transfers.write(OpenDescriptors.of(descriptor), address, count);
    }

    @Substitute
    static long writev0(FileDescriptor descriptor, long vector, int entries) throws IOException {
        return Transfers.write(OpenDescriptors.of(descriptor), vector, (long) entries);
    }
}
