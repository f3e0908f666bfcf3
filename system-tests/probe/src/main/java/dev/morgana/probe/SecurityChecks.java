package dev.morgana.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What the machine must forbid, and what must differ from boot to boot.
final class SecurityChecks {
    /// The copied machine's connections come from the ports behind this one.
    private static final int COPIED_PORT = 20_000;

    private SecurityChecks() {}

    static void addTo(Map<String, Check> checks) {
        checks.put("execute", words -> execute(words[0]));
        checks.put("execute-when-told", _ -> executeWhenTold());
        checks.put("write-when-told", _ -> writeWhenTold());
        checks.put("layout", _ -> layout());
        checks.put("load", words -> load(Integer.parseInt(words[0])));
        checks.put("unpredictable", words -> unpredictable(words[0]));
        checks.put("copy", words -> copy(words[0]));
        checks.put("keys", words -> keys(Integer.parseInt(words[0])));
        checks.put("server-without-keys", _ -> new DatagramSocket(9).close());
    }

    /// Jumps to memory that holds a RET instruction, or to an address.
    private static void execute(String where) throws ReflectiveOperationException {
        System.out.println("executing " + where);
        switch (where) {
            case "heap" -> Places.execute(Places.array());
            case "block" -> Places.execute(Places.block());
            case "stack" -> Places.executeOnStack();
            default -> Places.call(Long.decode(where));
        }
        System.out.println("nothing forbids it");
    }

    private static String told(String request) throws IOException {
        System.out.println(request);
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .readLine();
    }

    private static void executeWhenTold() throws IOException {
        Places.call(Long.decode(told("tell me")));
        System.out.println("nothing forbids it");
    }

    private static void writeWhenTold() throws IOException, ReflectiveOperationException {
        Memory.write(Long.decode(told("tell me")), 3);
        System.out.println("nothing forbids it");
    }

    /// Addresses of this boot: the Java heap's range, an object, a block of native memory, this thread's stack, another's.
    private static void layout() throws Exception {
        var other = new long[1];
        Thread thread = Thread.ofPlatform().start(() -> other[0] = Places.stack());
        thread.join();
        System.out.printf(
                "heap %x object %x block %x stack %x other %x%n",
                Places.heap(), Places.array(), Places.block(), Places.stack(), other[0]);
    }

    /// Threads of both kinds allocate, collect, throw, overflow their stacks and talk over sockets, for so many rounds; then it says so and waits.
    private static void load(int rounds) throws Exception {
        System.out.println("loading");
        try (var platform = Executors.newFixedThreadPool(4);
                var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < rounds; round++) {
                int seed = round;
                Callable<Long> task = () -> work(seed);
                List<Future<Long>> all =
                        List.of(
                                platform.submit(task),
                                virtual.submit(task),
                                platform.submit(() -> datagrams(seed)),
                                virtual.submit(() -> datagrams(seed)));
                for (Future<Long> one : all) {
                    one.get();
                }
                if (round % 16 == 0) {
                    System.gc();
                }
            }
        }
        System.out.println("loaded");
        Thread.sleep(Long.MAX_VALUE);
    }

    private static long work(int seed) {
        var random = new Random(seed);
        byte[][] kept = new byte[32][];
        long sum = 0;
        for (int i = 0; i < 200; i++) {
            byte[] block = new byte[random.nextInt(1, 100_000)];
            random.nextBytes(block);
            kept[i % kept.length] = block;
            sum += block[block.length / 2];
        }
        try {
            sum += deep(0);
        } catch (StackOverflowError e) {
            sum++;
        }
        return sum;
    }

    private static int deep(int at) {
        return at < 0 ? at : deep(at + 1) + 1;
    }

    private static long datagrams(int seed) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (var one = new DatagramSocket(0, here);
                var other = new DatagramSocket(0, here)) {
            byte[] sent = {(byte) seed};
            one.send(new DatagramPacket(sent, 1, here, other.getLocalPort()));
            var received = new DatagramPacket(new byte[4], 4);
            other.receive(received);
            return received.getData()[0];
        }
    }

    /// Random numbers of this boot, also those in frames: two names are asked for, whose answers nobody waits for, and a connection that is refused.
    private static void unpredictable(String outside) throws Exception {
        layout();
        System.out.println("random " + random());
        Thread.ofPlatform().daemon().start(() -> resolve("one.invalid"));
        Thread.ofPlatform().daemon().start(() -> resolve("two.invalid"));
        refused(outside, 0);
        Thread.sleep(50); // the loop sends what is queued
        System.out.println("end");
    }

    private static void refused(String outside, int from) throws IOException {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(from));
            socket.connect(new InetSocketAddress(InetAddress.getByName(outside), 9));
            System.out.println("nobody has refused the connection");
        } catch (ConnectException e) {
            System.out.println(e.getMessage());
        }
    }

    private static void resolve(String name) {
        try {
            System.out.println(InetAddress.getByName(name));
        } catch (UnknownHostException e) {
            System.out.println(e.getMessage());
        }
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// Waits until it is told to go on, so that the machine can be copied; then tells random numbers of each size, and begins connections from the same ports.
    private static void copy(String outside) throws Exception {
        refused(outside, COPIED_PORT);
        var random = new SecureRandom();
        byte[] before = new byte[8];
        random.nextBytes(before); // the generator has its state before the copy is made
        told("copy me");
        for (int size : new int[] {8, 16, 32, 64}) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            System.out.println(size + " " + HexFormat.of().formatHex(bytes));
        }
        for (int i = 1; i <= 8; i++) {
            refused(outside, COPIED_PORT + i);
        }
        System.out.println("end");
    }

    private static void keys(int count) {
        for (int i = 0; i < count; i++) {
            System.out.println(random());
        }
    }
}
