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
}
