package dev.morgana.sockets;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How the JDK's loops wait on virtual threads: parked once, and nobody in between.
@Timeout(60)
class ParkTest {
    private final LoopbackMachine machine = new LoopbackMachine();
    private final EventCounter counter = new EventCounter(machine.stack);
    private final CountDownLatch registered = new CountDownLatch(1);

    @AfterEach
    void end() {
        machine.close();
    }

    /// A virtual thread that waits for the counter.
    private Thread parked(int events, long timeout) throws InterruptedException {
        Thread thread =
                Thread.ofVirtual().start(() -> counter.park(events, timeout, this::register));
        registered.await();
        return thread;
    }

    private boolean register() {
        registered.countDown();
        return true;
    }

    @Test
    void readinessWakes() throws Exception {
        Thread thread = parked(Readiness.IN, 0);
        counter.increment();
        thread.join();
    }

    @Test
    void whatIsReadyDoesNotWait() {
        counter.park(Readiness.OUT, 0, () -> true);
        counter.increment();
        counter.park(Readiness.IN, 0, () -> true);
    }

    @Test
    void closingWakesAndWhatIsClosedDoesNotWait() throws Exception {
        Thread thread = parked(Readiness.IN, 0);
        counter.close();
        thread.join();
        counter.park(Readiness.IN, 0, () -> true);
    }

    @Test
    void wakeReachesOnlyThoseThatWaitForTheEvent() throws Exception {
        Thread thread = parked(Readiness.IN, 0);
        counter.wake(Readiness.OUT);
        assertFalse(thread.join(Duration.ofMillis(20)));
        counter.wake(Readiness.IN | Readiness.OUT);
        thread.join();
    }

    @Test
    void anInterruptWakesAndStays() throws Exception {
        var interrupted = new boolean[1];
        Thread thread =
                Thread.ofVirtual()
                        .start(() -> {
                            counter.park(Readiness.IN, 0, this::register);
                            interrupted[0] = Thread.currentThread().isInterrupted();
                        });
        registered.await();
        thread.interrupt();
        thread.join();
        assertTrue(interrupted[0]);
    }

    @Test
    void theTimeEnds() throws Exception {
        parked(Readiness.IN, 1_000_000).join();
    }

    @Test
    void whoeverIsNotWantedDoesNotWait() {
        counter.park(Readiness.IN, 0, () -> false);
    }
}
