package dev.morgana.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RfcCoverageTest {
    /// The last requirement before those of IPv6: up to here all are met.
    private static final int LAST = 59;

    private final Path root = Path.of("..").toAbsolutePath().normalize();

    @Test
    @DisplayName("docs/rfc-coverage.md says what the display names of all tests say")
    void isCurrent() throws IOException {
        String written = Files.readString(root.resolve(RfcCoverage.DOCUMENT));
        assertEquals(RfcCoverage.document(root), written, "stale; run " + RfcCoverage.COMMAND);
    }

    @Test
    @DisplayName("each requirement of TCP, IPv4, ICMP, ARP and UDP has a test")
    void isComplete() throws IOException {
        Set<Integer> tested = RfcCoverage.tested(root);
        List<Integer> missing =
                IntStream.rangeClosed(1, LAST).boxed().filter(n -> !tested.contains(n)).toList();
        assertEquals(List.of(), missing);
    }
}
