package dev.morgana.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Threads that do a bit of everything for some time, each checked: locks, exceptions, garbage, collections, timed waits, threads of both kinds, sockets.
final class CpuSoak {
    /// What they do, and how rare it is beside the others.
    private enum Kind {
        MONITOR(1),
        LOCK(1),
        EXCEPTION(1),
        GARBAGE(1),
        QUEUE(1),
        PLATFORM_THREAD(10),
        VIRTUAL_THREAD(1),
        COLLECTION(500),
        STACK_OVERFLOW(200),
        SOCKET(10);

        private final int rarity;

        Kind(int rarity) {
            this.rarity = rarity;
        }
    }

    private static final Kind[] KINDS = Kind.values();

    private final Object monitor = new Object();
    private final ReentrantLock lock = new ReentrantLock();
    private final BlockingQueue<Integer> queue = new LinkedBlockingQueue<>(50);
    private final AtomicInteger queued = new AtomicInteger();
    private final Map<Kind, Long> done = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final int port;
    private int underMonitor;
    private int underLock;
    private final AtomicInteger monitorTurns = new AtomicInteger();
    private final AtomicInteger lockTurns = new AtomicInteger();

    private CpuSoak(int port) {
        this.port = port;
    }

    /// Runs `threads` threads for `seconds`; fails when one of them has failed.
    static void run(int threads, long seconds) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var soak = new CpuSoak(server.getLocalPort());
            Thread.ofVirtual().start(() -> soak.serve(server));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            Thread[] all = new Thread[threads];
            for (int i = 0; i < threads; i++) {
                var random = new Random(seed + i);
                Kind first = KINDS[i % KINDS.length];
                all[i] = Thread.ofPlatform().start(() -> soak.work(first, random, end));
            }
            for (Thread thread : all) {
                thread.join();
            }
            soak.report();
        }
    }

    private void report() {
        Throwable first = failure.get();
        if (first != null) {
            throw new IllegalStateException("after " + counts(), first);
        }
        require(underMonitor == monitorTurns.get(), "synchronized loses turns");
        require(underLock == lockTurns.get(), "ReentrantLock loses turns");
        require(queued.get() == queue.size(), "the queue loses elements");
        for (Kind kind : KINDS) {
            require(done.containsKey(kind), "never done: " + kind);
        }
        System.out.println("soaked: " + counts());
    }

    private String counts() {
        return Arrays.stream(KINDS)
                .map(kind -> kind + " " + done.getOrDefault(kind, 0L))
                .collect(Collectors.joining(", "));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }

    /// One of the kind that is `first`, so that each kind is done if there are as many threads, and then by chance.
    private void work(Kind first, Random random, long end) {
        try {
            operation(first, random);
            while (System.nanoTime() < end && failure.get() == null) {
                Kind kind = KINDS[random.nextInt(KINDS.length)];
                if (random.nextInt(kind.rarity) == 0) {
                    operation(kind, random);
                }
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    private void operation(Kind kind, Random random) throws Exception {
        switch (kind) {
            case MONITOR -> countUnderMonitor(random);
            case LOCK -> countUnderLock();
            case EXCEPTION -> exception(random);
            case GARBAGE -> garbage(random);
            case QUEUE -> offerAndPoll(random);
            case PLATFORM_THREAD -> platformThread();
            case VIRTUAL_THREAD -> virtualThread(random);
            case COLLECTION -> System.gc();
            case STACK_OVERFLOW -> stackOverflow();
            case SOCKET -> socket(random);
        }
        done.merge(kind, 1L, Long::sum);
    }

    private void countUnderMonitor(Random random) throws InterruptedException {
        synchronized (monitor) {
            underMonitor++;
            monitorTurns.incrementAndGet();
            long end = System.nanoTime() + 1_000_000;
            while (random.nextInt(50) == 0 && System.nanoTime() < end) {
                monitor.wait(1);
            }
            monitor.notify();
        }
    }

    private void countUnderLock() {
        lock.lock();
        try {
            underLock++;
            lockTurns.incrementAndGet();
        } finally {
            lock.unlock();
        }
    }

    private static void exception(Random random) {
        int depth = random.nextInt(500);
        try {
            deep(depth);
        } catch (IllegalStateException e) {
            require(
                    e.getStackTrace().length > Math.min(depth, 100),
                    "a stack trace is too short: " + e.getStackTrace().length);
        }
    }

    private static int deep(int n) {
        return n > 0 ? deep(n - 1) + 1 : thrown();
    }

    private static int thrown() {
        throw new IllegalStateException("expected");
    }

    private static void garbage(Random random) {
        byte[] block = new byte[random.nextInt(1, 50_000)];
        byte mark = (byte) random.nextInt();
        Arrays.fill(block, mark);
        for (byte b : block) {
            require(b == mark, "an array has lost its content");
        }
    }

    private void offerAndPoll(Random random) throws InterruptedException {
        if (random.nextBoolean()) {
            if (queue.offer(random.nextInt(), 50, TimeUnit.MICROSECONDS)) {
                queued.incrementAndGet();
            }
        } else if (queue.poll(50, TimeUnit.MICROSECONDS) != null) {
            queued.decrementAndGet();
        }
    }

    private static void platformThread() throws InterruptedException {
        int[] out = new int[1];
        Thread thread = Thread.ofPlatform().start(() -> out[0] = 5);
        thread.join();
        require(out[0] == 5, "a thread has done nothing");
    }

    private static void virtualThread(Random random) throws InterruptedException {
        long sleep = random.nextInt(200_000);
        int[] out = new int[1];
        Thread thread =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                Thread.sleep(0, (int) sleep);
                                out[0] = 7;
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        thread.join();
        require(out[0] == 7, "a virtual thread has done nothing");
    }

    private static void stackOverflow() {
        try {
            require(endless(0) < 0, "an endless recursion has ended");
        } catch (StackOverflowError e) {
            require(e.getStackTrace().length > 100, "a stack trace is too short");
        }
    }

    private static int endless(int at) {
        return at < 0 ? at : endless(at + 1) + 1;
    }

    /// Sends some octets to the echo server and reads them back.
    private void socket(Random random) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            byte[] sent = new byte[random.nextInt(1, 3000)];
            random.nextBytes(sent);
            socket.getOutputStream().write(sent);
            socket.shutdownOutput();
            byte[] back = socket.getInputStream().readAllBytes();
            require(Arrays.equals(sent, back), "an echo differs");
        }
    }

    private void serve(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> echo(socket));
            }
        } catch (IOException e) {
            if (!server.isClosed()) { // which it is at the end
                failure.compareAndSet(null, e);
            }
        }
    }

    private void echo(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        }
    }
}
