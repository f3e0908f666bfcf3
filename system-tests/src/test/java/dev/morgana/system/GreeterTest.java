package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.morgana.junit.BootImage;
import dev.morgana.junit.Booted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// `examples/greeter`: what its configuration class fixes, and what a boot key decides.
@ExtendWith(CurrentTool.class)
@BootImage(
        value = "../examples/greeter",
        ports = "81",
        boot = {"greeting=good morning", "port=81"})
final class GreeterTest {
    private static @Nullable Booted first;

    @BeforeAll
    static void boot(Booted greeter) {
        first = greeter;
    }

    /// One machine for all tests: what it says when it begins comes once.
    @RepeatedTest(2)
    void isBootedOnce(Booted greeter) {
        assertSame(first, greeter);
        assertEquals("listening on port 81\n", greeter.awaitOutput("\n").output());
    }

    @Test
    void greetsAsItsMachineIsDescribed(Booted greeter) throws IOException {
        greeter.awaitOutput("listening on port 81\n");
        String motd = Files.readString(Morgana.ROOT.resolve("examples/greeter/motd.txt"));
        try (var answer = greeter.uri().toURL().openStream()) {
            assertEquals(
                    "good morning from Europe/Vienna\n" + motd,
                    new String(answer.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
