package dev.morgana.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
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

    private static void interrupted(boolean virtual) throws Exception {
        var server = ServerSocketChannel.open().bind(new InetSocketAddress(HERE, 0));
        try (var channel = SocketChannel.open(server.getLocalAddress())) {
            server.accept().close();
            ended("ServerSocketChannel.accept", virtual, server::accept, Thread::interrupt);
            System.out.println("open: " + server.isOpen() + ", its client: " + channel.isOpen());
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
        Thread.sleep(100); // most likely it waits by now; what it says is the same if not
        end.of(thread);
        System.out.println(name + ": " + task.get());
    }
}
