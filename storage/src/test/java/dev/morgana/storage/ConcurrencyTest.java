package dev.morgana.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    private static final int THREADS = 4;
    private static final int ROUNDS = 2000;

    private final MemoryFileSystem files = new MemoryFileSystem(1 << 24, 0);

    @Test
    void appendsWholeRecords() throws InterruptedException {
        OpenFlags append =
                new OpenFlags(OpenFlags.CREATE | OpenFlags.WRITE_ONLY | OpenFlags.APPEND);
        inParallel(thread -> {
            OpenFile file = files.open(Location.of("/tmp/log"), append, 0644, 1);
            byte[] record = {(byte) thread, (byte) thread, (byte) thread};
            for (int i = 0; i < ROUNDS; i++) {
                assertEquals(3, file.write(record, 0, 3, 1));
            }
            file.close();
        });
        OpenFile file = files.open(Location.of("/tmp/log"), new OpenFlags(0), 0, 1);
        byte[] all = new byte[THREADS * ROUNDS * 3];
        assertEquals(all.length, file.read(all, 0, all.length, 1));
        int[] records = new int[THREADS];
        for (int i = 0; i < all.length; i += 3) {
            assertEquals(all[i], all[i + 1]);
            assertEquals(all[i], all[i + 2]);
            records[all[i]]++;
        }
        for (int count : records) {
            assertEquals(ROUNDS, count);
        }
    }

    @Test
    void givesANameToOneOnly() throws InterruptedException {
        long before = files.space(Location.of("/tmp")).free();
        OpenFlags create = new OpenFlags(OpenFlags.CREATE | OpenFlags.EXCLUSIVE);
        AtomicInteger made = new AtomicInteger();
        AtomicInteger removed = new AtomicInteger();
        inParallel(_ -> {
            for (int i = 0; i < ROUNDS; i++) {
                count(made, () -> files.open(Location.of("/tmp/x"), create, 0, 1).close());
                count(removed, () -> files.removeName(Location.of("/tmp/x"), 1));
            }
        });
        count(removed, () -> files.removeName(Location.of("/tmp/x"), 1));
        assertEquals(made.get(), removed.get());
        assertEquals(before, files.space(Location.of("/tmp")).free());
    }

    private interface Work {
        void run(int thread);
    }

    private static void count(AtomicInteger successes, Runnable operation) {
        try {
            operation.run();
            successes.incrementAndGet();
        } catch (FileException e) {
            // Another thread was first.
        }
    }

    private static void inParallel(Work work) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        AtomicInteger failed = new AtomicInteger(THREADS);
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                work.run(thread);
                                failed.decrementAndGet();
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(0, failed.get());
    }
}
