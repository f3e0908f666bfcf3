package dev.morgana.examples.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The program on the JVM prints what its README says.
final class MainTest {
    @Test
    void printsTheSameEachTime() throws InterruptedException {
        var out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            Main.main(new String[0]);
        } finally {
            System.setOut(before);
        }
        assertEquals(
                """
                platform threads: 800
                virtual threads: 100000
                and with a lock: 100000
                sleepers awake again: 10000
                sum of what was handed over: 12497500
                ticks of a platform thread beside a busy one: 20
                ticks of a virtual thread beside a busy one: 20
                """,
                out.toString(StandardCharsets.UTF_8));
    }
}
