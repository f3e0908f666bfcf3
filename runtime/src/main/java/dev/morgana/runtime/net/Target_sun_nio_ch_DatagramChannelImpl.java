package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.FileDescriptor;
import java.io.IOException;

/// Datagrams with their addresses.
@TargetClass(className = "sun.nio.ch.DatagramChannelImpl")
final class Target_sun_nio_ch_DatagramChannelImpl {
    @Substitute
    static void disconnect0(FileDescriptor descriptor, boolean isIPv6) throws IOException {
        OpenDescriptors.datagram(descriptor).connect(null);
    }

    @Substitute
    static int receive0(
            FileDescriptor descriptor,
            long address,
            int count,
            long senderAddress,
            boolean connected)
            throws IOException {
        return Datagrams.receiveFrom(descriptor, address, count, senderAddress, connected);
    }

    @Substitute
    static int send0(
            FileDescriptor descriptor,
            long address,
            int count,
            long targetAddress,
            int targetLength)
            throws IOException {
        return Datagrams.sendTo(descriptor, address, count, targetAddress);
    }
}
