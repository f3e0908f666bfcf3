package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a program prints does not depend on what its image was reduced by: a JVM prints the same.
final class TextTest {
    @Test
    void theJdksOwnMessagesAreTheSameInAReducedImage() throws Exception {
        compare("Messages").assertOutContains("\nreduced: formatter (");
    }

    @Test
    void aProgramThatFormatsTextHasAllOfIt() throws Exception {
        compare("Formats").assertOutContains("\nnot reduced: formatter, because of ");
    }

    /// Runs a program on the JVM of this host and as an image, compares them line by line, and returns what `morgana inspect` says of the image.
    private static Transcript compare(String program) throws IOException, InterruptedException {
        String source = "system-tests/programs/" + program + ".java";
        Transcript jvm =
                Host.run(
                                "",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                List.of(
                                        "-Duser.language=en",
                                        "-Duser.country=US",
                                        "-Duser.timezone=UTC",
                                        "-Dstdout.encoding=UTF-8",
                                        Morgana.ROOT.resolve(source).toString()))
                        .assertStatus(0);
        Transcript image = Where.QEMU.run(source).assertStatus(0);
        List<String> expected = jvm.out().lines().toList();
        List<String> printed = image.out().lines().toList();
        for (int line = 0; line < expected.size(); line++) {
            assertEquals(expected.get(line), line < printed.size() ? printed.get(line) : "nothing");
        }
        assertEquals(expected.size(), printed.size());
        return Morgana.run("inspect", Morgana.image(source).toString()).assertStatus(0);
    }
}
