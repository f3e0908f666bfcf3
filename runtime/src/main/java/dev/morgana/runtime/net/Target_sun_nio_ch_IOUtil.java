package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.machine.MachineEntropy;
import dev.morgana.sockets.DescriptorTable;
import java.io.FileDescriptor;
import java.io.IOException;

/// Pipes, and what all descriptors have in common.
@TargetClass(className = "sun.nio.ch.IOUtil")
final class Target_sun_nio_ch_IOUtil {
    @Substitute
    static boolean randomBytes(byte[] to) {
        return MachineEntropy.fill(to, 0, to.length);
    }

    /// The number of the end that is read in the upper, of the other in the lower half.
    @Substitute
    static long makePipe(boolean blocking) throws IOException {
        return Pipes.make(blocking);
    }

    @Substitute
    static int write1(int number, byte octet) throws IOException {
        return OpenDescriptors.of(number).write(new byte[] {octet}, 0, 1);
    }

    @Substitute
    static boolean drain(int number) throws IOException {
        return Pipes.drain(number);
    }

    @Substitute
    static int drain1(int number) throws IOException {
        return OpenDescriptors.of(number).read(new byte[1], 0, 1);
    }

    @Substitute
    static void configureBlocking(FileDescriptor descriptor, boolean blocking) throws IOException {
        OpenDescriptors.of(descriptor).blocking(blocking);
    }

    @Substitute
    static int fdVal(FileDescriptor descriptor) {
        return OpenDescriptors.number(descriptor);
    }

    @Substitute
    static void setfdVal(FileDescriptor descriptor, int number) {
        OpenDescriptors.number(descriptor, number);
    }

    @Substitute
    static int fdLimit() {
        return DescriptorTable.LIMIT;
    }

    @Substitute
    static int iovMax() {
        return 16;
    }

    @Substitute
    static long writevMax() {
        return Integer.MAX_VALUE;
    }
}
