package dev.morgana.examples.threads;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// What threads must be able to do, each with an outcome that does not depend on their order.
public final class Main {
    private Main() {}

    /// Prints a line for each.
    public static void main(String[] arguments) throws InterruptedException {
        var platform = Thread.ofPlatform();
        var virtual = Thread.ofVirtual();
        System.out.println("platform threads: " + count(platform, 8, new Counter.Monitor()));
        System.out.println("virtual threads: " + count(virtual, 1_000, new Counter.Monitor()));
        System.out.println("and with a lock: " + count(virtual, 1_000, new Counter.Lock()));
        System.out.println("sleepers awake again: " + sleepers(10_000));
        System.out.println("sum of what was handed over: " + handOver(5_000));
        System.out.println("ticks of a platform thread beside a busy one: " + ticks(platform));
        System.out.println("ticks of a virtual thread beside a busy one: " + ticks(virtual));
    }

    static int count(Thread.Builder kind, int threads, Counter to) throws InterruptedException {
        Crowd.run(kind, threads, () -> repeat(100, to::add));
        return to.value();
    }

    static int sleepers(int threads) throws InterruptedException {
        var awake = new AtomicInteger();
        Crowd.run(Thread.ofVirtual(), threads, () -> awakeAfter(100, awake));
        return awake.get();
    }

    static long handOver(int numbers) throws InterruptedException {
        var queue = new SynchronousQueue<Integer>();
        Thread.startVirtualThread(() -> Crowd.unchecked(() -> fill(queue, numbers)));
        long sum = 0;
        for (int i = 0; i < numbers; i++) {
            sum += queue.take();
        }
        return sum;
    }

    static int ticks(Thread.Builder kind) throws InterruptedException {
        var ticks = new AtomicInteger();
        var busy = new BusyThread();
        Crowd.run(kind, 1, () -> repeat(20, () -> awakeAfter(5, ticks)));
        busy.end();
        return ticks.get();
    }

    private static void repeat(int times, Crowd.Task task) throws Exception {
        for (int i = 0; i < times; i++) {
            task.run();
        }
    }

    private static void awakeAfter(long millis, AtomicInteger count) throws InterruptedException {
        Thread.sleep(millis);
        count.incrementAndGet();
    }

    private static void fill(SynchronousQueue<Integer> queue, int numbers)
            throws InterruptedException {
        for (int i = 0; i < numbers; i++) {
            queue.put(i);
        }
    }
}
