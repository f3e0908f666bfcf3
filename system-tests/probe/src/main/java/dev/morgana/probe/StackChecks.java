package dev.morgana.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/// Stacks that are full, beside stacks that are in use.
final class StackChecks {
    private static final int NEIGHBOURS = 8;
    private static final int DEPTH = 500;
    private static final int ROUNDS = 3;

    private StackChecks() {}

    static void addTo(Map<String, Check> checks) {
        checks.put("stack-overflows", _ -> overflows());
    }

    /// Threads of both kinds hold values in deep stacks while others, on each kind of thread, fill theirs; then the values are added up.
    private static void overflows() throws Exception {
        var bottom = new CountDownLatch(NEIGHBOURS);
        var release = new CountDownLatch(1);
        List<FutureTask<Long>> held = new ArrayList<>();
        for (int i = 0; i < NEIGHBOURS; i++) {
            long seed = i;
            held.add(
                    onThread(
                            i % 2 == 0 ? StackChecks::platform : StackChecks::virtual,
                            () -> hold(seed, DEPTH, bottom, release)));
        }
        bottom.await();
        for (int round = 0; round < ROUNDS; round++) {
            System.out.println("main: " + overflow());
            System.out.println(
                    "platform: " + onThread(StackChecks::platform, StackChecks::overflow).get());
            System.out.println(
                    "virtual: " + onThread(StackChecks::virtual, StackChecks::overflow).get());
        }
        release.countDown();
        for (int i = 0; i < NEIGHBOURS; i++) {
            System.out.println("neighbour " + i + ": " + (held.get(i).get() == sum(i, DEPTH)));
        }
    }

    private static <T> FutureTask<T> onThread(Consumer<Runnable> start, Callable<T> work) {
        var task = new FutureTask<T>(work);
        start.accept(task);
        return task;
    }

    private static void platform(Runnable task) {
        Thread.ofPlatform().start(task);
    }

    private static void virtual(Runnable task) {
        Thread.ofVirtual().start(task);
    }

    /// What each of the frames of [#hold] adds.
    private static long sum(long seed, int depth) {
        long sum = 0;
        for (int at = 0; at <= depth; at++) {
            sum += value(seed, at) + at;
        }
        return sum;
    }

    private static long value(long seed, int depth) {
        return (seed + 1) * 0x9e3779b97f4a7c15L ^ depth;
    }

    private static long hold(long seed, int depth, CountDownLatch bottom, CountDownLatch release)
            throws InterruptedException {
        long mine = value(seed, depth);
        if (depth == 0) {
            bottom.countDown();
            release.await();
            return mine;
        }
        return hold(seed, depth - 1, bottom, release) + mine + depth;
    }

    private static String overflow() {
        try {
            return "reached " + deep(0);
        } catch (StackOverflowError e) {
            return e.getClass().getName();
        }
    }

    private static int deep(int at) {
        return at < 0 ? at : deep(at + 1) + 1;
    }
}
