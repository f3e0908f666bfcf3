package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.Refused;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.SocketException;
import java.util.Random;

/// Sockets with names of files: not supported, as the JDK then says itself.
@Refused("there are no files")
@TargetClass(className = "sun.nio.ch.UnixDomainSockets")
final class Target_sun_nio_ch_UnixDomainSockets {
    @Substitute
    static boolean init() {
        return false;
    }

    /// Makes up names for sockets that have none, which never happens: the JDK's secure random numbers would be in each image that has a network.
    @Substitute
    static Random getRandom() {
        return new Random();
    }

    @Substitute
    static byte[] localAddress0(FileDescriptor descriptor) throws IOException {
        throw new SocketException("Address family not supported by protocol");
    }

    @Substitute
    static int socket0() throws IOException {
        throw new SocketException("Address family not supported by protocol");
    }

    @Substitute
    static void bind0(FileDescriptor descriptor, byte[] path) throws IOException {
        throw new SocketException("Address family not supported by protocol");
    }

    @Substitute
    static int connect0(FileDescriptor descriptor, byte[] path) throws IOException {
        throw new SocketException("Address family not supported by protocol");
    }

    @Substitute
    static int accept0(FileDescriptor listening, FileDescriptor accepted, Object[] path)
            throws IOException {
        throw new SocketException("Address family not supported by protocol");
    }
}
