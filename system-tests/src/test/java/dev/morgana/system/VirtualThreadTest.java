package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Virtual threads in an image.
final class VirtualThreadTest {
    @ParameterizedTest
    @EnumSource
    void aHundredThousandAreParked(Where where) throws Exception {
        where.probe(List.of("--net", "none", "--memory", "512M"), "virtual-parked", "100000")
                .assertStatus(0)
                .assertOut("parked 100000\nended 100000\n");
    }

    @Test
    void noThreadPollsSocketsForThem() throws Exception {
        Transcript ended = Morgana.probe("virtual-sockets", "20").assertStatus(0);
        List<String> lines = ended.out().lines().toList();
        assertEquals("bounced", lines.getFirst(), ended::toString);
        assertTrue(lines.contains("thread main"), ended::toString);
        assertFalse(ended.out().contains("oller"), ended::toString);
    }

    /// Only a class initializer that blocks does. The program is its own name server.
    @Test
    void monitorsAndSocketsDoNotKeepTheCarrier() throws Exception {
        Guest.usual()
                .withNetwork()
                .booted("net.ipv4=10.0.2.15/24", "net.gateway=10.0.2.2", "net.dns=127.0.0.1")
                .run("virtual-pinning")
                .assertStatus(0)
                .assertOut(
                        """
                        class initializer: pinned
                        enter monitor: free
                        latch: free
                        look up name: free
                        park: free
                        reach host: free
                        read in monitor: free
                        receive datagram: free
                        select: free
                        sleep: free
                        sleep in monitor: free
                        wait: free
                        """);
    }

    /// Standard input is a device, or the host's: whoever waits for it is a platform thread.
    @ParameterizedTest
    @EnumSource
    void aReaderOfStandardInputDoesNotKeepTheCarrier(Where where) throws Exception {
        try (Session session = where.startProbe("virtual-input")) {
            session.awaitOut("give me an octet\n");
            session.in().write('A');
            session.endInput()
                    .end()
                    .assertStatus(0)
                    .assertOut("reading\ngive me an octet\nread [65]\n");
        }
    }
}
