package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.morgana.junit.Booted;

/// How a program ends that is told to.
final class OrderlyEnd {
    private static final int TERMINATED = 128 + 15;

    private OrderlyEnd() {}

    /// Stops the program by SIGTERM; `output` is all that it has said.
    static void assertStops(Booted program, String output) {
        program.stop();
        assertEquals(TERMINATED, program.awaitEnd(), program::toString);
        assertEquals(output, program.output(), program::toString);
    }
}
