package dev.morgana.probe;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/// What happens when the heap is full: an error that a program catches, and a machine that goes on.
final class ExhaustionChecks {
    /// Makes what fills the heap, one thing after the other.
    private interface Source {
        Object next(int count);
    }

    private record Manner(String name, Source source) {}

    /// A chain's link; which side leads on decides whether the collector has to remember what hangs on the other.
    private record Pair(Object left, Object right) {}

    private static final List<Manner> MANNERS =
            List.of(
                    new Manner("large", _ -> new byte[256 * 1024]),
                    new Manner("small", _ -> new byte[8 * 1024]),
                    new Manner("numbers", count -> Long.valueOf(1000L + count)),
                    new Manner("tables", _ -> table()),
                    new Manner("hashes", _ -> hashed()),
                    new Manner("mixture", ExhaustionChecks::mixed));

    /// Kept where the compiler cannot leave it out.
    private static volatile byte[] megabyte = {};

    /// What is to be spared, and what fills the heap: reachable until it is replaced.
    private static final AtomicReference<Object> SPARED = new AtomicReference<>("nothing");

    private static final AtomicReference<Object> FILLING = new AtomicReference<>("nothing");

    private ExhaustionChecks() {}

    static void addTo(Map<String, Check> checks) {
        checks.put("exhaust", words -> exhaust(Integer.parseInt(words[0]), words[1]));
        checks.put("exhaust-threads", words -> threads(Integer.parseInt(words[0])));
        checks.put("exhaust-virtual", words -> virtual(Integer.parseInt(words[0])));
        checks.put("exhaust-serving", words -> serving(Integer.parseInt(words[0])));
    }

    /// Fills the heap `rounds` times in the named manner, or in each in turn (`all`).
    private static void exhaust(int rounds, String manner) {
        List<Manner> manners =
                MANNERS.stream()
                        .filter(one -> manner.equals("all") || one.name().equals(manner))
                        .toList();
        for (int round = 0; round < rounds; round++) {
            Manner one = manners.get(round % manners.size());
            String caught = fill(one.source(), round % 2 == 0);
            System.out.println(round + 1 + " " + one.name() + " " + caught);
        }
    }

    /// Fills the heap once, in the manner whose turn it is.
    static void exhaustOnce(int round) {
        String caught = fill(MANNERS.get(round % MANNERS.size()).source(), round % 2 == 0);
        if (!caught.equals("java.lang.OutOfMemoryError")) {
            throw new IllegalStateException(caught);
        }
    }

    /// Fills the heap and lets go.
    ///
    /// @param toTheRight which way the chain goes that holds all
    private static String fill(Source source, boolean toTheRight) {
        Object chain = "end";
        int count = 0;
        try {
            for (; true; count++) {
                Object next = source.next(count);
                chain = toTheRight ? new Pair(next, chain) : new Pair(chain, next);
            }
        } catch (OutOfMemoryError e) {
            // Nothing is allocated here: other threads may be filling the heap.
            return length(chain, toTheRight) == count ? e.getClass().getName() : "broken chain";
        }
    }

    private static int length(Object chain, boolean toTheRight) {
        int length = 0;
        while (chain instanceof Pair(Object left, Object right)) {
            chain = toTheRight ? right : left;
            length++;
        }
        return length;
    }

    /// Several threads fill one heap at the same time, each until it is refused. Unlike a monitor, a latch can be waited for without memory.
    private static void threads(int count) throws InterruptedException {
        var go = new CountDownLatch(1);
        var done = new CountDownLatch(count);
        var caught = new String[count];
        for (int i = 0; i < count; i++) {
            int number = i;
            Source source = MANNERS.get(i % MANNERS.size()).source();
            Thread.ofPlatform()
                    .start(() -> {
                        VirtualThreadChecks.await(go);
                        caught[number] = fill(source, number % 2 == 0);
                        done.countDown();
                    });
        }
        go.countDown();
        done.await();
        for (String one : caught) {
            System.out.println(one);
        }
    }

    /// With the heap full, virtual threads run on into an error that nobody catches, and the handler that is to report it finds no memory
    /// either. What it takes to wake them is spared.
    @SuppressWarnings("ThreadPriorityCheck") // to sleep takes memory
    private static void virtual(int count) throws InterruptedException {
        var go = new CountDownLatch(1);
        var threads = new Thread[count];
        for (int i = 0; i < count; i++) {
            threads[i] =
                    Thread.ofVirtual()
                            .uncaughtExceptionHandler((_, _) -> takeMegabyte())
                            .start(() -> {
                                VirtualThreadChecks.await(go);
                                takeMegabyte();
                            });
        }
        SPARED.set(new byte[300_000]);
        FILLING.set(full());
        SPARED.set("nothing");
        go.countDown();
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                Thread.yield();
            }
        }
        FILLING.set("nothing");
        System.out.println("ended " + count);
    }

    private static void takeMegabyte() {
        megabyte = new byte[1 << 20];
        System.out.println("took " + megabyte.length);
    }

    /// Gives back what comes on a port. An octet on standard input fills the heap, and the next one empties it again.
    private static void serving(int port) throws IOException {
        byte[] full = "full\n".getBytes(StandardCharsets.UTF_8);
        try (var server = new ServerSocket(port)) {
            Thread.ofPlatform().daemon().start(() -> accept(server));
            System.out.println("listening");
            while (System.in.read() >= 0) {
                FILLING.set(full());
                System.out.write(full, 0, full.length);
                System.out.flush();
                System.in.read();
                FILLING.set("nothing");
                System.out.println("empty");
            }
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // to sleep takes memory
    private static void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.startVirtualThread(() -> echo(socket));
            } catch (OutOfMemoryError | IOException e) {
                Thread.yield(); // the next one may find memory
            }
        }
    }

    private static void echo(Socket socket) {
        byte[] octets = new byte[512];
        try (socket) {
            int count = 0;
            while (count >= 0) {
                count = echo(socket, octets);
            }
        } catch (IOException e) {
            System.out.println("connection ended: " + e.getMessage());
        }
    }

    /// Once; -1 at the end of the stream.
    private static int echo(Socket socket, byte[] octets) throws IOException {
        try {
            int count = socket.getInputStream().read(octets);
            socket.getOutputStream().write(octets, 0, Math.max(count, 0));
            return count;
        } catch (OutOfMemoryError e) {
            return 0;
        }
    }

    /// Something that holds all memory, to the last object.
    static Object full() {
        Object chain = "end";
        for (int size = 64 * 1024; size > 0; size /= 8) {
            try {
                while (true) {
                    chain = new Pair(new byte[size], chain);
                }
            } catch (OutOfMemoryError e) {
                // Smaller ones may still fit.
            }
        }
        return chain;
    }

    private static Object table() {
        var table = new Object[1000];
        for (int i = 0; i < table.length; i++) {
            table[i] = new Object[3];
        }
        return table;
    }

    /// An object whose hash comes from its address: it grows when it moves.
    private static Object hashed() {
        var object = new Object();
        return object.hashCode() == 0 ? "zero" : object;
    }

    /// Small things, and now and then one that takes a quarter of what is left.
    private static Object mixed(int count) {
        if (count % 10_000 != 0) {
            return new Object[2];
        }
        long left = Runtime.getRuntime().maxMemory() - Runtime.getRuntime().totalMemory();
        return new byte[(int) Math.max(100_000, left / 4)];
    }
}
