package dev.morgana.runtime.net;

import dev.morgana.sockets.DatagramSocket;
import dev.morgana.sockets.Descriptor;
import dev.morgana.sockets.DescriptorTable;
import dev.morgana.sockets.StreamSocket;
import java.io.FileDescriptor;
import java.net.SocketException;
import jdk.internal.access.JavaIOFileDescriptorAccess;
import jdk.internal.access.SharedSecrets;

/// From the JDK's `FileDescriptor` to what is behind its number.
final class OpenDescriptors {
    private static final JavaIOFileDescriptorAccess ACCESS =
            SharedSecrets.getJavaIOFileDescriptorAccess();

    private OpenDescriptors() {}

    static int number(FileDescriptor descriptor) {
        return ACCESS.get(descriptor);
    }

    static void number(FileDescriptor descriptor, int number) {
        ACCESS.set(descriptor, number);
    }

    static Descriptor of(FileDescriptor descriptor) throws SocketException {
        return of(number(descriptor));
    }

    static Descriptor of(int number) throws SocketException {
        return table().get(number);
    }

    static StreamSocket stream(FileDescriptor descriptor) throws SocketException {
        return stream(number(descriptor));
    }

    static StreamSocket stream(int number) throws SocketException {
        if (of(number) instanceof StreamSocket socket) {
            return socket;
        }
        throw notA("stream socket");
    }

    static DatagramSocket datagram(FileDescriptor descriptor) throws SocketException {
        if (of(descriptor) instanceof DatagramSocket socket) {
            return socket;
        }
        throw notA("datagram socket");
    }

    static int add(Descriptor made) throws SocketException {
        try {
            return table().add(made);
        } catch (SocketException | OutOfMemoryError e) {
            made.close();
            throw e;
        }
    }

    /// Closes what is behind the number, and frees the number.
    static void close(int number) {
        Descriptor removed = table().remove(number);
        if (removed != null) {
            removed.close();
        }
    }

    static DescriptorTable table() {
        return Network.instance().descriptors();
    }

    private static SocketException notA(String what) {
        return new SocketException("Not a " + what);
    }
}
