package dev.morgana.probe;

import java.io.IOException;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Virtual threads: how many there can be, who wakes them, and what keeps their carrier.
final class VirtualThreadChecks {
    /// Something that blocks until the latch is open, or a little while.
    private interface Blocking {
        void await(CountDownLatch latch) throws Exception;
    }

    /// Nobody has it.
    private static final InetAddress NOWHERE = InetAddress.ofLiteral("10.0.2.77");

    private VirtualThreadChecks() {}

    static void addTo(Map<String, Check> checks) {
        checks.put("virtual-parked", words -> parked(Integer.parseInt(words[0])));
        checks.put("virtual-sockets", words -> sockets(Integer.parseInt(words[0])));
        checks.put("virtual-pinning", _ -> pinning());
        checks.put("virtual-input", _ -> input());
    }

    /// Parks `count` threads, each with a few frames, and lets all go on.
    private static void parked(int count) throws InterruptedException {
        var started = new CountDownLatch(count);
        var ended = new AtomicInteger();
        var go = new CountDownLatch(1);
        var threads = new ArrayList<Thread>(count);
        for (int i = 0; i < count; i++) {
            threads.add(
                    Thread.startVirtualThread(() -> {
                        started.countDown();
                        await(go);
                        ended.incrementAndGet();
                    }));
        }
        started.await();
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.sleep(1);
            }
        }
        System.gc();
        System.out.println("parked " + count);
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("ended " + ended.get());
    }

    /// Waits; nobody interrupts these threads.
    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Pairs of virtual threads pass a byte to and fro over `count` connections; then the platform threads are listed.
    private static void sockets(int count) throws Exception {
        var clients = new ArrayList<Thread>();
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < count; i++) {
                clients.add(Thread.startVirtualThread(() -> bounce(server.getLocalPort())));
                Socket accepted = server.accept();
                Thread.startVirtualThread(() -> answer(accepted));
            }
            for (Thread client : clients) {
                client.join();
            }
        }
        System.out.println("bounced");
        Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .sorted()
                .forEach(name -> System.out.println("thread " + name));
    }

    private static void bounce(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            for (int i = 0; i < 100; i++) {
                socket.getOutputStream().write(i);
                int back = socket.getInputStream().read();
                if (back != i) {
                    System.out.println("sent " + i + ", received " + back);
                }
            }
        } catch (IOException e) {
            System.out.println(e);
        }
    }

    private static void answer(Socket socket) {
        try (socket) {
            int octet;
            while ((octet = socket.getInputStream().read()) >= 0) {
                socket.getOutputStream().write(octet);
            }
        } catch (IOException e) {
            System.out.println(e);
        }
    }

    /// With a single carrier and no reserve, a thread that blocks in each of several ways; another one must run meanwhile.
    private static void pinning() throws Exception {
        System.setProperty("jdk.virtualThreadScheduler.parallelism", "1");
        System.setProperty("jdk.virtualThreadScheduler.maxPoolSize", "1");
        var monitor = new Object();
        var ways = new TreeMap<String, Blocking>();
        ways.put("sleep", _ -> Thread.sleep(200));
        ways.put("park", _ -> LockSupport.parkNanos(200_000_000));
        ways.put("latch", CountDownLatch::await);
        ways.put(
                "sleep in monitor",
                _ -> {
                    synchronized (monitor) {
                        Thread.sleep(200);
                    }
                });
        ways.put(
                "wait",
                latch -> {
                    synchronized (monitor) {
                        while (latch.getCount() > 0) {
                            monitor.wait(200);
                        }
                    }
                });
        ways.put("enter monitor", latch -> enterHeldMonitor(latch));
        ways.put("read in monitor", VirtualThreadChecks::readInMonitor);
        ways.put("class initializer", _ -> Slow.touch());
        ways.put("select", _ -> select());
        ways.put("receive datagram", _ -> receive());
        ways.put("look up name", VirtualThreadChecks::lookUp);
        ways.put("reach host", _ -> NOWHERE.isReachable(200));
        for (var way : ways.entrySet()) {
            System.out.println(way.getKey() + ": " + (pins(way.getValue()) ? "pinned" : "free"));
        }
    }

    /// With a single carrier one virtual thread waits for standard input, which another one asks for. The JVM has a carrier more meanwhile.
    private static void input() throws Exception {
        System.setProperty("jdk.virtualThreadScheduler.parallelism", "1");
        var octets = new ArrayList<Integer>();
        Thread reader =
                Thread.startVirtualThread(() -> {
                    try {
                        System.out.println("reading");
                        octets.add(System.in.read());
                    } catch (IOException e) {
                        System.out.println(e);
                    }
                });
        Thread.startVirtualThread(() -> System.out.println("give me an octet"));
        reader.join();
        System.out.println("read " + octets);
    }

    private static boolean pins(Blocking way) throws InterruptedException {
        var latch = new CountDownLatch(1);
        var order = new ArrayList<String>();
        Thread first =
                Thread.startVirtualThread(() -> {
                    try {
                        way.await(latch);
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

    /// A platform thread holds the monitor until the latch is open.
    private static void enterHeldMonitor(CountDownLatch latch) throws InterruptedException {
        var monitor = new Object();
        var held = new CountDownLatch(1);
        Thread.ofPlatform()
                .start(() -> {
                    synchronized (monitor) {
                        held.countDown();
                        await(latch);
                    }
                });
        held.await();
        synchronized (monitor) {
            latch.await();
        }
    }

    private static void readInMonitor(CountDownLatch latch) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = new Socket(server.getInetAddress(), server.getLocalPort());
                var accepted = server.accept()) {
            Thread.ofPlatform()
                    .start(() -> {
                        try {
                            latch.await(30, TimeUnit.SECONDS);
                            accepted.getOutputStream().write(1);
                        } catch (Exception e) {
                            System.out.println(e);
                        }
                    });
            synchronized (client) {
                client.getInputStream().read();
            }
        }
    }

    private static void select() throws IOException {
        try (Selector selector = Selector.open()) {
            selector.select(200);
        }
    }

    private static void receive() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(200);
            socket.receive(new DatagramPacket(new byte[1], 1));
        } catch (SocketTimeoutException e) {
            // Nobody sends.
        }
    }

    /// The name server is this program, which says that there is no such name as soon as the latch is open.
    private static void lookUp(CountDownLatch latch) throws IOException {
        try (var server = new DatagramSocket(53, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().start(() -> deny(server, latch));
            InetAddress.getAllByName("nobody.invalid");
            System.out.println("nobody has an address");
        } catch (UnknownHostException e) {
            // RFC 6761 section 6.4: nobody has such a name.
        }
    }

    /// RFC 1035 section 4.1.1: the query comes back with the bit for an answer and the code NXDOMAIN.
    private static void deny(DatagramSocket server, CountDownLatch latch) {
        var message = new DatagramPacket(new byte[512], 512);
        try {
            while (true) {
                server.receive(message);
                await(latch);
                message.getData()[2] |= (byte) 0x80;
                message.getData()[3] |= 3;
                server.send(message);
            }
        } catch (IOException e) {
            // Closed when there is an answer.
        }
    }

    /// Initialized when it is first used, by whoever uses it.
    private static final class Slow {
        static {
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private Slow() {}

        static void touch() {}
    }
}
