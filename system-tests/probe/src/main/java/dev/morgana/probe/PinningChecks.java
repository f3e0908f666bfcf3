package dev.morgana.probe;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/// What keeps the carrier of a virtual thread that blocks.
final class PinningChecks {
    private static final int LITTLE_WHILE = 200; // in milliseconds
    private static final int BLOCK = 65_536;

    /// Nobody has it.
    private static final InetAddress NOWHERE = InetAddress.ofLiteral("10.0.2.77");

    private PinningChecks() {}

    /// A way to block.
    private interface Way {
        /// Makes ready for it whatever might block as well.
        Blocking prepare(CountDownLatch latch) throws Exception;
    }

    /// Blocks until the latch is open, or a little while.
    private interface Blocking {
        void run() throws Exception;
    }

    static void addTo(Map<String, Check> checks) {
        checks.put("virtual-pinning", _ -> all());
    }

    /// With a single carrier and no reserve, a thread that blocks in each of several ways; another one must run meanwhile.
    private static void all() throws Exception {
        System.setProperty("jdk.virtualThreadScheduler.parallelism", "1");
        System.setProperty("jdk.virtualThreadScheduler.maxPoolSize", "1");
        var ways = new TreeMap<String, Way>();
        ways.put("sleep", _ -> () -> Thread.sleep(LITTLE_WHILE));
        ways.put("park", _ -> () -> LockSupport.parkNanos(LITTLE_WHILE * 1_000_000L));
        ways.put("latch", latch -> latch::await);
        ways.put("sleep in monitor", _ -> PinningChecks::sleepInMonitor);
        ways.put("wait", latch -> () -> waitFor(latch));
        ways.put("enter monitor", PinningChecks::enterHeldMonitor);
        ways.put("class initializer", _ -> Slow::touch);
        ways.put("select", _ -> PinningChecks::select);
        ways.put("receive datagram", _ -> PinningChecks::receive);
        ways.put("look up name", PinningChecks::lookUp);
        ways.put("reach host", _ -> () -> NOWHERE.isReachable(LITTLE_WHILE));
        ways.put("accept", PinningChecks::accept);
        ways.put("connect", _ -> connect());
        ways.put("read in monitor", PinningChecks::readInMonitor);
        ways.put("write", PinningChecks::write);
        for (var way : ways.entrySet()) {
            System.out.println(way.getKey() + ": " + (pins(way.getValue()) ? "pinned" : "free"));
        }
    }

    private static boolean pins(Way way) throws Exception {
        var latch = new CountDownLatch(1);
        var order = new ArrayList<String>();
        Blocking blocking = way.prepare(latch);
        Thread first =
                Thread.startVirtualThread(() -> {
                    try {
                        blocking.run();
                    } catch (Exception e) {
                        System.out.println(e);
                    }
                    note(order, "blocked one");
                });
        Thread second =
                Thread.startVirtualThread(() -> {
                    note(order, "other");
                    latch.countDown();
                });
        if (!second.join(Duration.ofSeconds(20))) {
            latch.countDown();
        }
        first.join();
        second.join();
        return !order.getFirst().equals("other");
    }

    private static void note(List<String> order, String who) {
        synchronized (order) {
            order.add(who);
        }
    }

    /// A platform thread does something as soon as the latch is open.
    private static void then(CountDownLatch latch, Blocking action) {
        Thread.ofPlatform()
                .start(() -> {
                    VirtualThreadChecks.await(latch);
                    try {
                        action.run();
                    } catch (Exception e) {
                        System.out.println(e);
                    }
                });
    }

    private static void sleepInMonitor() throws InterruptedException {
        var monitor = new Object();
        synchronized (monitor) {
            Thread.sleep(LITTLE_WHILE);
        }
    }

    private static void waitFor(CountDownLatch latch) throws InterruptedException {
        var monitor = new Object();
        synchronized (monitor) {
            while (latch.getCount() > 0) {
                monitor.wait(LITTLE_WHILE);
            }
        }
    }

    /// A platform thread holds the monitor until the latch is open.
    private static Blocking enterHeldMonitor(CountDownLatch latch) throws InterruptedException {
        var monitor = new Object();
        var held = new CountDownLatch(1);
        Thread.ofPlatform()
                .start(() -> {
                    synchronized (monitor) {
                        held.countDown();
                        VirtualThreadChecks.await(latch);
                    }
                });
        held.await();
        return () -> {
            synchronized (monitor) {
                latch.await();
            }
        };
    }

    private static void select() throws IOException {
        try (Selector selector = Selector.open()) {
            selector.select(LITTLE_WHILE);
        }
    }

    private static void receive() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(LITTLE_WHILE);
            socket.receive(new DatagramPacket(new byte[1], 1));
        } catch (SocketTimeoutException e) {
            // Nobody sends.
        }
    }

    /// The name server is this program, which says that there is no such name as soon as the latch is open.
    private static Blocking lookUp(CountDownLatch latch) throws IOException {
        var server = new DatagramSocket(53, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().start(() -> deny(server, latch));
        return () -> {
            try (server) {
                InetAddress.getAllByName("nobody.invalid");
                System.out.println("nobody has an address");
            } catch (UnknownHostException e) {
                // RFC 6761 section 6.4: nobody has such a name.
            }
        };
    }

    /// RFC 1035 section 4.1.1: the query comes back with the bit for an answer and the code NXDOMAIN.
    private static void deny(DatagramSocket server, CountDownLatch latch) {
        var message = new DatagramPacket(new byte[512], 512);
        try {
            while (true) {
                server.receive(message);
                VirtualThreadChecks.await(latch);
                message.getData()[2] |= (byte) 0x80;
                message.getData()[3] |= 3;
                server.send(message);
            }
        } catch (IOException e) {
            // Closed when there is an answer.
        }
    }

    /// A server whose queue holds one connection.
    private static ServerSocket server() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static Socket client(ServerSocket server) throws IOException {
        return new Socket(server.getInetAddress(), server.getLocalPort());
    }

    /// Nobody comes before the latch is open.
    private static Blocking accept(CountDownLatch latch) throws IOException {
        ServerSocket server = server();
        then(latch, () -> client(server).close());
        return () -> {
            try (server) {
                server.accept().close();
            }
        };
    }

    /// The server accepts nobody, and its queue is full.
    private static Blocking connect() throws IOException {
        ServerSocket server = server();
        Socket queued = client(server);
        return () -> {
            try (server;
                    queued;
                    var socket = new Socket()) {
                socket.connect(server.getLocalSocketAddress(), LITTLE_WHILE);
                System.out.println("connected");
            } catch (SocketTimeoutException e) {
                // Nobody answers.
            }
        };
    }

    private static Blocking readInMonitor(CountDownLatch latch) throws IOException {
        ServerSocket server = server();
        Socket client = client(server);
        Socket accepted = server.accept();
        then(latch, () -> accepted.getOutputStream().write(1));
        return () -> {
            try (server;
                    client;
                    accepted) {
                synchronized (client) {
                    client.getInputStream().read();
                }
            }
        };
    }

    /// The peer reads nothing before the latch is open, so that both buffers become full.
    private static Blocking write(CountDownLatch latch) throws IOException {
        ServerSocket server = server();
        Socket client = client(server);
        Socket accepted = server.accept();
        then(latch, () -> readToTheEnd(accepted));
        return () -> {
            try (server;
                    client) {
                byte[] block = new byte[BLOCK];
                while (latch.getCount() > 0) {
                    client.getOutputStream().write(block);
                }
            }
        };
    }

    private static void readToTheEnd(Socket socket) throws IOException {
        try (socket) {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    /// Initialized when it is first used, by whoever uses it.
    private static final class Slow {
        static {
            try {
                Thread.sleep(LITTLE_WHILE);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private Slow() {}

        static void touch() {}
    }
}
