package dev.morgana.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RfcCoverageTest {
    @Test
    @DisplayName("docs/rfc-coverage.md says what the display names of all tests say")
    void isCurrent() throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        String written = Files.readString(root.resolve(RfcCoverage.DOCUMENT));
        assertEquals(RfcCoverage.document(root), written, "stale; run " + RfcCoverage.COMMAND);
    }
}
