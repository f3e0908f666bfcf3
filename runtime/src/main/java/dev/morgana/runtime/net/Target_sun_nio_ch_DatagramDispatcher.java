package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.FileDescriptor;
import java.io.IOException;

/// Reading and writing of connected datagram sockets.
@TargetClass(className = "sun.nio.ch.DatagramDispatcher")
final class Target_sun_nio_ch_DatagramDispatcher {
    @Substitute
    static int read0(FileDescriptor descriptor, long address, int count) throws IOException {
        return Datagrams.receive(descriptor, address, count);
    }

    @Substitute
    static long readv0(FileDescriptor descriptor, long vector, int entries) throws IOException {
        return Datagrams.scatter(descriptor, vector, entries);
    }

    @Substitute
    static int write0(FileDescriptor descriptor, long address, int count) throws IOException {
        return Datagrams.send(descriptor, address, count, null);
    }

    @Substitute
    static long writev0(FileDescriptor descriptor, long vector, int entries) throws IOException {
        return Datagrams.gather(descriptor, vector, entries);
    }

    /// Moves a socket under another's number, for the JDK's way of closing it.
    @Substitute
    static void dup0(FileDescriptor from, FileDescriptor to) throws IOException {
        Datagrams.replace(from, to);
    }
}
