package dev.morgana.runtime.net;

import dev.morgana.sockets.DatagramSocket;
import dev.morgana.sockets.Outcome;
import dev.morgana.sockets.StreamSocket;
import dev.morgana.wire.Endpoint;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// The socket calls of the JDK's class `Net`, which are the same for both kinds of sockets or need several steps.
final class SocketCalls {
    private SocketCalls() {}

    static int socket(boolean stream) throws IOException {
        Network network = Network.instance();
        return OpenDescriptors.add(
                stream
                        ? new StreamSocket(network.stack(), network.tcp())
                        : new DatagramSocket(network.stack(), network.udp()));
    }

    static void bind(FileDescriptor descriptor, InetAddress address, int port) throws IOException {
        Endpoint wanted = Addresses.endpoint(address, port);
        Network.instance().requireOwn(wanted.address());
        if (OpenDescriptors.of(descriptor) instanceof DatagramSocket datagram) {
            datagram.bind(wanted);
        } else {
            OpenDescriptors.stream(descriptor).bind(wanted);
        }
    }

    static void listen(FileDescriptor descriptor, int backlog) throws IOException {
        StreamSocket socket = OpenDescriptors.stream(descriptor);
        socket.listen(backlog);
        Network.instance().awaitReachable(socket.local().address());
    }

    static int connect(FileDescriptor descriptor, InetAddress remote, int port) throws IOException {
        Endpoint wanted = Addresses.endpoint(remote, port);
        if (OpenDescriptors.of(descriptor) instanceof DatagramSocket datagram) {
            datagram.connect(wanted);
            return 1;
        }
        Network.instance().awaitAddress(wanted.address());
        return OpenDescriptors.stream(descriptor).connect(wanted);
    }

    static int accept(FileDescriptor listening, FileDescriptor accepted, InetSocketAddress[] remote)
            throws IOException {
        StreamSocket listener = OpenDescriptors.stream(listening);
        StreamSocket made = listener.accept();
        if (made == null) {
            return listener.isClosed() ? Outcome.INTERRUPTED : Outcome.UNAVAILABLE;
        }
        remote[0] = address(made);
        OpenDescriptors.number(accepted, OpenDescriptors.add(made));
        return 1;
    }

    private static InetSocketAddress address(StreamSocket accepted) throws IOException {
        try {
            Endpoint from = accepted.remote();
            return new InetSocketAddress(Addresses.toInet(from.address()), from.port());
        } catch (OutOfMemoryError e) {
            accepted.close();
            throw e;
        }
    }

    /// Throws why a connection request failed, if it did.
    static void checkConnect(int number) throws IOException {
        if (OpenDescriptors.of(number) instanceof StreamSocket socket) {
            boolean _ = socket.finishConnect();
        }
    }

    static Endpoint local(FileDescriptor descriptor) throws IOException {
        return OpenDescriptors.of(descriptor) instanceof DatagramSocket datagram
                ? datagram.local()
                : OpenDescriptors.stream(descriptor).local();
    }

    /// @param timeout milliseconds; negative for ever
    static int poll(FileDescriptor descriptor, int events, long timeout) throws IOException {
        long nanos = timeout < 0 ? -1 : TimeUnit.MILLISECONDS.toNanos(timeout);
        return OpenDescriptors.of(descriptor).poll(events, nanos);
    }
}
