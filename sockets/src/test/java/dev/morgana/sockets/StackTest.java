package dev.morgana.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The lock, and what happens before it is given back.
@Timeout(60)
class StackTest {
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger rings = new AtomicInteger();
    private final Stack stack = new Stack(() -> 1000, this::protocols, rings::incrementAndGet);

    private long protocols(long now) {
        if (failures.get() > 0) {
            failures.decrementAndGet();
            throw new OutOfMemoryError("as if");
        }
        return Long.MAX_VALUE;
    }

    @Test
    void whatFindsNoMemoryIsPutOff() {
        failures.set(1);
        assertEquals(1000 + Stack.SHORTAGE_PAUSE, stack.turn(() -> {}));
        assertEquals(Long.MAX_VALUE, stack.turn(() -> {}));
        assertEquals(1, stack.snapshot().shortages());
    }

    @Test
    void anOperationWhoseOutputFindsNoMemoryDoesNotFailAndTheLoopIsRung() {
        stack.turn(() -> {});
        failures.set(1);
        assertEquals("answer", stack.inside(() -> "answer"));
        assertEquals(1, rings.get());
        assertEquals(1, stack.snapshot().shortages());
    }

    @Test
    void thoseWhomAShortTurnConcernsAreWoken() throws Exception {
        EventCounter counter = new EventCounter(stack);
        CountDownLatch waiting = new CountDownLatch(1);
        Thread thread =
                Thread.ofVirtual()
                        .start(() ->
                                counter.park(
                                        Readiness.IN,
                                        0,
                                        () -> {
                                            waiting.countDown();
                                            return true;
                                        }));
        waiting.await();
        failures.set(1);
        stack.turn(counter::changed);
        counter.increment();
        thread.join();
    }

    /// More of them than any list has room for from the start.
    @Test
    void allThatOneOperationConcernsAreWoken() throws Exception {
        EventCounter counter = new EventCounter(stack);
        CountDownLatch waiting = new CountDownLatch(200);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                waiting.countDown();
                                counter.poll(Readiness.IN, -1);
                            }));
        }
        waiting.await();
        counter.increment();
        for (Thread thread : threads) {
            thread.join();
        }
        assertTrue(stack.snapshot().wakes() <= 200);
    }
}
