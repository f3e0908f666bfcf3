package dev.morgana.probe;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/// Waiting calls that another thread ends, by closing what they wait for or by interrupting the thread. What it prints is the same on every Linux.
final class ClosingChecks {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private ClosingChecks() {}

    static void addTo(Map<String, Check> checks) {
        checks.put("closing", _ -> closing());
    }

    private static void closing() throws Exception {
        for (boolean virtual : new boolean[] {false, true}) {
            System.out.println(virtual ? "virtual threads" : "platform threads");
            closed(virtual);
            interrupted(virtual);
        }
    }

    private static void closed(boolean virtual) throws Exception {
        var server = new ServerSocket(0, 5, HERE);
        ended("ServerSocket.accept", virtual, server::accept, _ -> server.close());
        try (var listening = new ServerSocket(0, 5, HERE)) {
            var socket = new Socket(HERE, listening.getLocalPort());
            ended(
                    "Socket read",
                    virtual,
                    () -> socket.getInputStream().read(),
                    _ -> socket.close());
            var channel = SocketChannel.open(listening.getLocalSocketAddress());
            ended(
                    "SocketChannel.read",
                    virtual,
                    () -> channel.read(ByteBuffer.allocate(1)),
                    _ -> channel.close());
        }
        writing(virtual);
        connecting(virtual);
        var datagrams = new DatagramSocket(0, HERE);
        ended(
                "DatagramSocket.receive",
                virtual,
                () -> {
                    datagrams.receive(new DatagramPacket(new byte[1], 1));
                    return 0;
                },
                _ -> datagrams.close());
        var selector = Selector.open();
        ended("Selector.select", virtual, selector::select, _ -> selector.close());
    }

    /// Nobody reads: there is room for so much.
    private static void writing(boolean virtual) throws Exception {
        try (var listening = new ServerSocket(0, 5, HERE)) {
            var socket = new Socket(HERE, listening.getLocalPort());
            ended(
                    "Socket write",
                    virtual,
                    () -> {
                        OutputStream out = socket.getOutputStream();
                        while (true) {
                            out.write(new byte[10_000]);
                        }
                    },
                    _ -> socket.close());
            var channel = SocketChannel.open(listening.getLocalSocketAddress());
            ended(
                    "SocketChannel.write",
                    virtual,
                    () -> {
                        try {
                            while (true) {
                                channel.write(ByteBuffer.allocate(10_000));
                            }
                        } catch (
                                ClosedChannelException e) { // between two calls no asynchronous one
                            return "when closed";
                        }
                    },
                    _ -> channel.close());
        }
    }

    /// A server that accepts nobody, and has as many who wait as it lets wait, does not answer.
    private static void connecting(boolean virtual) throws Exception {
        try (var listening = new ServerSocket(0, 1, HERE)) {
            List<SocketChannel> before = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                var channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(listening.getLocalSocketAddress());
                before.add(channel);
            }
            var socket = new Socket();
            ended(
                    "Socket connect",
                    virtual,
                    () -> {
                        socket.connect(listening.getLocalSocketAddress());
                        return "connected";
                    },
                    _ -> socket.close());
            var channel = SocketChannel.open();
            ended(
                    "SocketChannel.connect",
                    virtual,
                    () -> channel.connect(listening.getLocalSocketAddress()),
                    _ -> channel.close());
            for (SocketChannel one : before) {
                one.close();
            }
        }
    }

    private static void interrupted(boolean virtual) throws Exception {
        var server = ServerSocketChannel.open().bind(new InetSocketAddress(HERE, 0));
        try (var channel = SocketChannel.open(server.getLocalAddress())) {
            server.accept().close();
            ended("ServerSocketChannel.accept", virtual, server::accept, Thread::interrupt);
            System.out.println("open: " + server.isOpen() + ", its client: " + channel.isOpen());
        }
        try (var listening = new ServerSocket(0, 5, HERE)) {
            var channel = SocketChannel.open(listening.getLocalSocketAddress());
            ended(
                    "SocketChannel.read",
                    virtual,
                    () -> channel.read(ByteBuffer.allocate(1)),
                    Thread::interrupt);
            System.out.println("open: " + channel.isOpen());
            if (virtual) { // another thread goes on to wait
                var socket = new Socket(HERE, listening.getLocalPort());
                ended("Socket read", true, () -> socket.getInputStream().read(), Thread::interrupt);
                System.out.println("closed: " + socket.isClosed());
            }
        }
        var datagrams = DatagramChannel.open().bind(new InetSocketAddress(HERE, 0));
        ended(
                "DatagramChannel.receive",
                virtual,
                () -> datagrams.receive(ByteBuffer.allocate(1)),
                Thread::interrupt);
        System.out.println("open: " + datagrams.isOpen());
        try (var selector = Selector.open()) {
            ended("Selector.select", virtual, selector::select, Thread::interrupt);
            System.out.println("open: " + selector.isOpen());
        }
    }

    /// What ends a wait.
    private interface End {
        void of(Thread waiting) throws IOException;
    }

    /// Lets a thread wait in `call`, ends that, and says how the call returned and whether the thread is interrupted then.
    private static void ended(String name, boolean virtual, Callable<?> call, End end)
            throws Exception {
        var task =
                new FutureTask<String>(() -> {
                    String how;
                    try {
                        how = "returned " + call.call();
                    } catch (IOException | RuntimeException e) {
                        how = e.toString();
                    }
                    return how + ", interrupted " + Thread.currentThread().isInterrupted();
                });
        Thread thread = (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(task);
        long limit = System.nanoTime() + 20_000_000_000L;
        boolean waited = waits(thread);
        while (!waited && System.nanoTime() < limit) {
            Thread.sleep(1);
            waited = waits(thread);
        }
        if (!waited) {
            System.out.println(name + ": does not wait");
        }
        end.of(thread);
        System.out.println(name + ": " + task.get());
    }

    /// Of a platform thread that waits for a socket a JVM says that it runs: there the native method counts in which it does.
    private static boolean waits(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return thread.getState() == Thread.State.WAITING
                || (stack.length > 0
                        && stack[0].isNativeMethod()
                        && stack[0].getClassName().startsWith("sun.nio.ch."));
    }
}
