package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Virtual threads in a booted image.
final class VirtualThreadTest {
    @Test
    void aHundredThousandAreParked() throws Exception {
        Morgana.probe(List.of("--net", "none", "--memory", "512M"), "virtual-parked", "100000")
                .assertStatus(0)
                .assertOut("parked 100000\nended 100000\n");
    }

    @Test
    void noThreadPollsSocketsForThem() throws Exception {
        Transcript ended = Morgana.probe("virtual-sockets", "20").assertStatus(0);
        List<String> lines = ended.out().lines().toList();
        assertEquals("bounced", lines.getFirst(), ended::toString);
        assertFalse(ended.out().contains("oller"), ended::toString);
    }

    /// As on the JVM of this release, only a class initializer that blocks does.
    @Test
    void monitorsAndSocketsDoNotKeepTheCarrier() throws Exception {
        Morgana.probe("virtual-pinning")
                .assertStatus(0)
                .assertOut(
                        """
                        class initializer: pinned
                        enter monitor: free
                        latch: free
                        park: free
                        read in monitor: free
                        sleep: free
                        sleep in monitor: free
                        wait: free
                        """);
    }
}
