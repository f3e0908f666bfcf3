package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `morgana describe` of a program: what it prints and draws is what `docs/configuration.md` shows.
final class DescribeTest {
    private static final Path DOCUMENTS = Morgana.ROOT.resolve("docs");

    @TempDir Path directory;

    @Test
    void theMachineOfTheGreeterStandsInTheDocuments() throws Exception {
        Path picture = directory.resolve("greeter.svg");
        Transcript described =
                Morgana.run("describe", "examples/greeter", "--svg", picture.toString())
                        .assertStatus(0);
        String document = Files.readString(DOCUMENTS.resolve("configuration.md"));
        assertTrue(document.contains("```\n" + described.out() + "```\n"), described::toString);
        assertEquals(
                Files.readString(DOCUMENTS.resolve("images/greeter.svg")),
                Files.readString(picture),
                "mend it with ./morgana describe examples/greeter --svg docs/images/greeter.svg");
    }

    /// What a configuration class leaves out is not drawn.
    @Test
    void aMachineWithoutCardAndInputHasNone() throws Exception {
        Morgana.run("describe", "system-tests/programs/Inside.java")
                .assertStatus(0)
                .assertOut(
                        """
                        Inside (first two words, 64 MiB, heap of 20 MiB)
                        ├─ TCP
                        │  └─ IPv4 (loopback only)
                        ├─ UDP
                        │  └─ IPv4 (loopback only)
                        ├─ standard streams (no input)
                        │  └─ serial ports (16550)
                        ├─ SecureRandom (ChaCha20)
                        │  └─ CPU (TSC, RDSEED, RDRAND)
                        ├─ files (/tmp in memory)
                        ├─ clock (UTC)
                        │  ├─ CPU (TSC, RDSEED, RDRAND)
                        │  └─ RTC (or kvm-clock)
                        ├─ locale (en-US)
                        └─ System.Logger (from WARNING on)
                        """);
    }
}
