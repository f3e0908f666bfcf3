package dev.morgana.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// What several processors do together. Whoever must show that two things run at the same time lets them take turns by spinning, and counts the turns that came at once: on
/// one processor each turn waits until a time slice is over.
final class CpuChecks {
    private static final int TURNS = 2_000;
    private static final int FEW_SPINS = 100;
    private static final long STREAM = 3_000_000;

    private CpuChecks() {}

    static void addTo(Map<String, Check> checks) {
        checks.put(
                "processors", _ -> System.out.println(Runtime.getRuntime().availableProcessors()));
        checks.put("side-by-side", _ -> sideBySide());
        checks.put("compute", words -> compute(Integer.parseInt(words[0])));
        checks.put(
                "cpu-soak",
                words -> {
                    CpuSoak.run(Integer.parseInt(words[0]), Long.parseLong(words[1]));
                    System.in.read(); // stays until it has been looked at
                });
        checks.put("cpu-fault", words -> fault(Long.decode(words[0])));
    }

    /// Two that take turns.
    private static final class Pair {
        private final AtomicInteger atOnce = new AtomicInteger();
        private volatile int turn;

        /// Takes every second turn, as number 0 or 1.
        void take(int me) {
            for (int i = 0; i < TURNS; i++) {
                int spins = 0;
                while (turn != me) {
                    Thread.onSpinWait();
                    spins++;
                }
                turn = 1 - me;
                if (spins < FEW_SPINS) {
                    atOnce.incrementAndGet();
                }
            }
        }

        /// Says that they ran side by side, or fails: most turns came at once then.
        void judge(String who) {
            if (atOnce.get() < TURNS) {
                throw new IllegalStateException(
                        who + ": only " + atOnce + " turns of " + 2 * TURNS + " came at once");
            }
            System.out.println(who + " run side by side");
        }
    }

    private static void sideBySide() throws Exception {
        var platform = new Pair();
        Thread other = Thread.ofPlatform().start(() -> platform.take(1));
        platform.take(0);
        other.join();
        platform.judge("platform threads");
        var virtual = new Pair();
        Thread first = Thread.ofVirtual().start(() -> virtual.take(0));
        Thread second = Thread.ofVirtual().start(() -> virtual.take(1));
        first.join();
        second.join();
        virtual.judge("virtual threads");
        var tasks = new Pair();
        ForkJoinTask<?> one = ForkJoinPool.commonPool().submit(() -> tasks.take(1));
        tasks.take(0);
        one.join();
        tasks.judge("a task of the common pool and its maker");
        var halves = new Pair();
        IntStream.range(0, 2).parallel().forEach(halves::take);
        halves.judge("the halves of a parallel stream");
        long sum = LongStream.rangeClosed(1, STREAM).parallel().map(CpuChecks::mixed).sum();
        long same = LongStream.rangeClosed(1, STREAM).map(CpuChecks::mixed).sum();
        System.out.println("its sum is " + (sum == same ? "right" : "wrong"));
    }

    private static long mixed(long n) {
        long z = (n ^ n >>> 30) * 0xbf58476d1ce4e5b9L;
        return z ^ z >>> 27;
    }

    /// Prints how many nanoseconds each of two kinds of work took, `rounds` times: two threads that compute, and a parallel stream.
    private static void compute(int rounds) throws InterruptedException {
        for (int round = -1; round < rounds; round++) {
            long begun = System.nanoTime();
            List<Thread> threads = new ArrayList<>();
            long[] sums = new long[2];
            for (int i = 0; i < sums.length; i++) {
                int at = i;
                threads.add(
                        Thread.ofPlatform().start(() -> sums[at] = sum(at * STREAM, STREAM * 20)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            long between = System.nanoTime();
            long sum = LongStream.range(0, STREAM * 10).parallel().map(CpuChecks::mixed).sum();
            long end = System.nanoTime();
            if (round >= 0) { // the first makes the pool's threads
                System.out.println(
                        "threads "
                                + (between - begun)
                                + " stream "
                                + (end - between)
                                + " sum "
                                + (sums[0] ^ sums[1] ^ sum));
            }
        }
    }

    private static long sum(long from, long count) {
        long sum = 0;
        for (long n = from; n < from + count; n++) {
            sum += mixed(n);
        }
        return sum;
    }

    /// Writes where it must not, while another thread computes.
    private static void fault(long address) throws Exception {
        Thread.ofPlatform().daemon().start(() -> sum(0, Long.MAX_VALUE));
        System.out.println("touching " + address);
        Memory.write(address, 0x90909090L);
    }
}
