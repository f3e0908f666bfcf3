package dev.morgana.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;

/// UDP through both of its interfaces, and one selector over every kind of channel. What it prints is the same on every Linux.
final class DatagramChecks {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private DatagramChecks() {}

    static void addTo(Map<String, Check> checks) {
        checks.put("datagrams", _ -> datagrams());
    }

    private static void datagrams() throws IOException {
        sockets();
        channels();
        nobody();
        selector();
    }

    private static void sockets() throws IOException {
        try (var one = new DatagramSocket(0, HERE);
                var other = new DatagramSocket(new InetSocketAddress(HERE, 0))) {
            one.send(packet("to the other", other.getLocalPort()));
            var received = new DatagramPacket(new byte[100], 100);
            other.receive(received);
            System.out.println(
                    text(received.getData(), received.getLength())
                            + ", from the other's port "
                            + (received.getPort() == one.getLocalPort()));
            one.send(packet("longer than there is room for", other.getLocalPort()));
            var small = new DatagramPacket(new byte[6], 6);
            other.receive(small);
            System.out.println("cut to " + text(small.getData(), small.getLength()));
            one.send(packet("", other.getLocalPort()));
            other.receive(received);
            System.out.println("empty: " + received.getLength());
            other.setSoTimeout(20);
            try {
                other.receive(received);
            } catch (SocketTimeoutException e) {
                System.out.println(e);
            }
            one.connect(other.getLocalSocketAddress());
            System.out.println("connected " + one.isConnected() + ", " + one.getInetAddress());
            try {
                one.send(packet("elsewhere", one.getLocalPort()));
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
            one.disconnect();
            System.out.println("connected " + one.isConnected());
        }
    }

    private static DatagramPacket packet(String text, int port) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new DatagramPacket(bytes, bytes.length, HERE, port);
    }

    private static String text(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static void channels() throws IOException {
        try (var one = DatagramChannel.open().bind(new InetSocketAddress(HERE, 0));
                var other = DatagramChannel.open().bind(new InetSocketAddress(HERE, 0))) {
            one.connect(other.getLocalAddress());
            other.connect(one.getLocalAddress());
            ByteBuffer[] parts = {bytes("in "), bytes("two parts")};
            System.out.println("wrote " + one.write(parts));
            ByteBuffer room = ByteBuffer.allocateDirect(64);
            System.out.println("read " + other.read(room) + ", " + text(room.flip()));
            other.configureBlocking(false);
            System.out.println("nothing: " + other.read(room.clear()) + ", " + other.receive(room));
            one.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            System.out.println("reuse " + one.getOption(StandardSocketOptions.SO_REUSEADDR));
            one.setOption(StandardSocketOptions.IP_TOS, 0x10);
            System.out.println("service " + one.getOption(StandardSocketOptions.IP_TOS));
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    /// A port that nobody has answers with an ICMP message, which reaches who is connected.
    private static void nobody() throws IOException {
        int free;
        try (var socket = new DatagramSocket(0, HERE)) {
            free = socket.getLocalPort();
        }
        try (var socket = new DatagramSocket(0, HERE)) {
            socket.connect(new InetSocketAddress(HERE, free));
            socket.send(packet("anybody?", free));
            socket.setSoTimeout(5_000);
            socket.receive(new DatagramPacket(new byte[1], 1));
        } catch (PortUnreachableException e) {
            System.out.println(e.getClass().getName());
        }
    }

    /// One thread serves TCP, UDP and a pipe.
    private static void selector() throws IOException {
        Pipe pipe = Pipe.open();
        try (Selector selector = Selector.open();
                var server = ServerSocketChannel.open().bind(new InetSocketAddress(HERE, 0));
                var datagrams = DatagramChannel.open().bind(new InetSocketAddress(HERE, 0));
                var client = SocketChannel.open();
                var sender = DatagramChannel.open();
                var source = pipe.source();
                var sink = pipe.sink()) {
            server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT, "accept");
            datagrams.configureBlocking(false).register(selector, SelectionKey.OP_READ, "datagram");
            source.configureBlocking(false).register(selector, SelectionKey.OP_READ, "pipe");
            System.out.println("ready at first: " + selector.selectNow());
            client.configureBlocking(false).register(selector, SelectionKey.OP_CONNECT, "connect");
            if (client.connect(server.getLocalAddress())) {
                System.out.println("connected at once");
            }
            sender.send(bytes("datagram"), datagrams.getLocalAddress());
            sink.write(bytes("pipe"));
            var seen = new TreeSet<String>();
            while (seen.size() < 4) {
                selector.select(key -> {
                    seen.add((String) key.attachment());
                    key.cancel();
                });
            }
            System.out.println(
                    seen + ", left " + selector.selectNow() + " of " + selector.keys().size());
            System.out.println("finished " + client.finishConnect());
            selector.wakeup();
            System.out.println("woken: " + selector.select());
        }
    }
}
