package dev.morgana.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Bisection without guests.
final class SmallestMemoryTest {
    @Test
    void findsTheSmallestNumber() {
        for (int smallest = 1; smallest <= 512; smallest++) {
            int wanted = smallest;
            int found = SmallestMemory.bisect(512, number -> number >= wanted);
            assertTrue(found >= wanted && found <= wanted + wanted / 49, wanted + " " + found);
        }
    }

    @Test
    void takesFewSteps() {
        var steps = new AtomicInteger();
        SmallestMemory.bisect(512, number -> steps.incrementAndGet() > 0 && number >= 13);
        assertEquals(9, steps.get());
    }
}
