package dev.morgana.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CoreTest {
    private static final List<String> STATISTICS =
            List.of(
                    "cpu  100 0 0 0 0 0 0 0 0 0",
                    "cpu0 1 20 300 4000 50000 600000 7000000 80000000 0 0",
                    "cpu1 7 0 0 0 0 0 0 0 0 0",
                    "intr 1 2 3");

    @Test
    void idleAndStolenTimeIsNotBusy() throws IOException {
        assertEquals(7_600_321 * 10_000_000L, Core.busyNanos(0, STATISTICS));
        assertEquals(70_000_000, Core.busyNanos(1, STATISTICS));
    }

    @Test
    void aCoreThatThisMachineLacksIsSaid() {
        var thrown = assertThrows(IOException.class, () -> Core.busyNanos(2, STATISTICS));
        assertTrue(String.valueOf(thrown.getMessage()).contains("cpu2"), thrown::toString);
    }

    @Test
    void thisMachineHasAFirstCore() throws IOException {
        assertTrue(Core.busyNanos(0) > 0);
    }
}
