package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.machine.MachineEntropy;
import dev.morgana.sockets.DescriptorTable;
import dev.morgana.sockets.StreamSocket;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Pipes, and what all descriptors have in common.
@TargetClass(className = "sun.nio.ch.IOUtil")
final class Target_sun_nio_ch_IOUtil {
    /// Reads; without a position, from what is no file. A stream reads into the buffer's array, without a native buffer in between.
    @Substitute
    static int read(
            FileDescriptor descriptor,
            ByteBuffer to,
            long position,
            Target_sun_nio_ch_NativeDispatcher dispatcher)
            throws IOException {
        if (position < 0
                && to.hasArray()
                && OpenDescriptors.of(descriptor) instanceof StreamSocket stream) {
            int at = to.position();
            int got = Transfers.read(stream, to.array(), to.arrayOffset() + at, to.remaining());
            to.position(at + Math.max(got, 0));
            return got;
        }
        return read(descriptor, to, position, false, false, -1, dispatcher);
    }

    /// Writes; without a position, to what is no file. A stream writes out of the buffer's array.
    @Substitute
    static int write(
            FileDescriptor descriptor,
            ByteBuffer from,
            long position,
            Target_sun_nio_ch_NativeDispatcher dispatcher)
            throws IOException {
        if (position < 0
                && from.hasArray()
                && OpenDescriptors.of(descriptor) instanceof StreamSocket stream) {
            int at = from.position();
            int put =
                    Transfers.write(
                            stream, from.array(), from.arrayOffset() + at, from.remaining());
            from.position(at + Math.max(put, 0));
            return put;
        }
        return write(descriptor, from, position, false, false, -1, dispatcher);
    }

    @Alias
    private static native int read(
            FileDescriptor descriptor,
            ByteBuffer to,
            long position,
            boolean direct,
            boolean later,
            int alignment,
            Target_sun_nio_ch_NativeDispatcher dispatcher)
            throws IOException;

    @Alias
    private static native int write(
            FileDescriptor descriptor,
            ByteBuffer from,
            long position,
            boolean direct,
            boolean later,
            int alignment,
            Target_sun_nio_ch_NativeDispatcher dispatcher)
            throws IOException;

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
