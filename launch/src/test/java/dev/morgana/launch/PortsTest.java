package dev.morgana.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.launch.PortForward.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PortsTest {
    @Test
    void aTakenPortIsRefused() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var wanted = List.of(PortForward.loopback(taken.getLocalPort(), 80));
            assertEquals(
                    "port %d of 127.0.0.1 is taken by another program: choose another with -p HOST:80"
                            .formatted(taken.getLocalPort()),
                    assertThrows(UsageException.class, () -> Ports.choose(wanted)).getMessage());
        }
    }

    @Test
    void theDefaultLeadsTo8080FromAFreePort() throws IOException {
        var chosen = Ports.choose(List.of()).getFirst();
        assertEquals(8080, chosen.guest());
        try (var taken = new ServerSocket(chosen.host(), 1, InetAddress.getLoopbackAddress())) {
            assertNotEquals(taken.getLocalPort(), Ports.choose(List.of()).getFirst().host());
        }
    }

    @Test
    void manyAreAllDifferent() throws IOException {
        var forwards =
                Ports.anyTo(
                        Stream.concat(
                                        Collections.nCopies(200, "7").stream(),
                                        Stream.of("7/udp", "80"))
                                .toList());
        assertEquals(
                201,
                forwards.stream()
                        .filter(forward -> forward.protocol() == Protocol.TCP)
                        .map(PortForward::host)
                        .distinct()
                        .count());
        assertEquals(200, forwards.stream().filter(forward -> forward.leadsTo("7")).count());
        assertTrue(forwards.get(200).leadsTo("7/udp"));
        assertTrue(forwards.get(201).leadsTo("80"));
    }
}
