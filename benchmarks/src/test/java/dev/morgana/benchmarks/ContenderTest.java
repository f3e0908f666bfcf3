package dev.morgana.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContenderTest {
    @ParameterizedTest
    @ValueSource(strings = {"1764468000.000042", "1764468000,000042"})
    void theShellsTimeHasMicroseconds(String text) throws IOException {
        assertEquals(Instant.parse("2025-11-30T02:00:00.000042Z"), Contender.instant(text));
    }

    @Test
    void anotherLineIsNone() {
        for (String line : new String[] {"", "1764468000", "1764468000.42", "x.000042"}) {
            assertThrows(IOException.class, () -> Contender.instant(line), line);
        }
    }
}
