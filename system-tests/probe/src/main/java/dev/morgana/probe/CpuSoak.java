package dev.morgana.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Threads that do a bit of everything for some time, each checked: locks, exceptions, garbage, collections, timed waits, threads of both kinds, sockets.
final class CpuSoak {
    private static final int KINDS = 10;

    private final Object monitor = new Object();
    private final ReentrantLock lock = new ReentrantLock();
    private final BlockingQueue<Integer> queue = new LinkedBlockingQueue<>(50);
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicLong operations = new AtomicLong();
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
            Thread.ofVirtual().start(() -> serve(server));
            var soak = new CpuSoak(server.getLocalPort());
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            Thread[] all = new Thread[threads];
            for (int i = 0; i < threads; i++) {
                var random = new Random(seed + i);
                all[i] = Thread.ofPlatform().start(() -> soak.work(random, end));
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
            throw new IllegalStateException("after " + operations + " operations", first);
        }
        require(underMonitor == monitorTurns.get(), "synchronized loses turns");
        require(underLock == lockTurns.get(), "ReentrantLock loses turns");
        require(queued.get() == queue.size(), "the queue loses elements");
        System.out.println("soaked: " + operations + " operations");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }

    private void work(Random random, long end) {
        try {
            while (System.nanoTime() < end && failure.get() == null) {
                operation(random);
                operations.incrementAndGet();
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    private void operation(Random random) throws Exception {
        switch (random.nextInt(KINDS)) {
            case 0 -> countUnderMonitor(random);
            case 1 -> countUnderLock();
            case 2 -> exception(random);
            case 3 -> garbage(random);
            case 4 -> offerAndPoll(random);
            case 5 -> platformThread(random);
            case 6 -> virtualThread(random);
            case 7 -> collection(random);
            case 8 -> stackOverflow(random);
            default -> socket(random);
        }
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
        java.util.Arrays.fill(block, mark);
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

    private static void platformThread(Random random) throws InterruptedException {
        if (random.nextInt(10) == 0) {
            int[] out = new int[1];
            Thread thread = Thread.ofPlatform().start(() -> out[0] = 5);
            thread.join();
            require(out[0] == 5, "a thread has done nothing");
        }
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

    private static void collection(Random random) {
        if (random.nextInt(500) == 0) {
            System.gc();
        }
    }

    private static void stackOverflow(Random random) {
        if (random.nextInt(200) == 0) {
            try {
                require(endless(0) < 0, "an endless recursion has ended");
            } catch (StackOverflowError e) {
                require(e.getStackTrace().length > 100, "a stack trace is too short");
            }
        }
    }

    private static int endless(int at) {
        return at < 0 ? at : endless(at + 1) + 1;
    }

    /// Sends some octets to the echo server and reads them back.
    private void socket(Random random) throws IOException {
        if (random.nextInt(10) != 0) {
            return;
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            byte[] sent = new byte[random.nextInt(1, 3000)];
            random.nextBytes(sent);
            socket.getOutputStream().write(sent);
            socket.shutdownOutput();
            byte[] back = socket.getInputStream().readAllBytes();
            require(java.util.Arrays.equals(sent, back), "an echo differs");
        }
    }

    private static void serve(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> echo(socket));
            } catch (IOException e) {
                return; // closed at the end
            }
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            System.out.println("echo: " + e);
        }
    }
}
