package dev.morgana.runtime.boot;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The decoded tokens of the kernel command line, each ended by a line feed: options, or a refusal with a text.
final class BootFuzzTest {
    @FuzzTest
    void tokens(byte[] octets) {
        List<String> tokens = new String(octets, StandardCharsets.UTF_8).lines().toList();
        for (boolean network : new boolean[] {true, false}) {
            try {
                BootOptions.parse(tokens, network, Description.DEFAULT);
            } catch (BootKeyException refused) {
                assertFalse(refused.text().isEmpty());
            }
        }
    }
}
