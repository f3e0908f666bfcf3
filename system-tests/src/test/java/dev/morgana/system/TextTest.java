package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a program prints does not depend on what its image was reduced by: a JVM prints the same.
final class TextTest {
    private static final Path PROGRAMS = Morgana.ROOT.resolve("system-tests/programs");

    @Test
    void theJdksOwnMessagesAreTheSameInAReducedImage() throws Exception {
        Transcript ended = compare("Messages");
        assertTrue(!ended.err().contains("not reduced: formatter"), ended::toString);
    }

    @Test
    void aProgramThatFormatsTextHasAllOfIt() throws Exception {
        compare("Formats");
    }

    /// Runs a program on the JVM of this host and as an image, and compares them line by line.
    private static Transcript compare(String program) throws IOException, InterruptedException {
        String source = PROGRAMS.resolve(program + ".java").toString();
        Transcript jvm =
                Host.run(
                                "",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                List.of(
                                        "-Duser.language=en",
                                        "-Duser.country=US",
                                        "-Duser.timezone=UTC",
                                        "-Dstdout.encoding=UTF-8",
                                        source))
                        .assertStatus(0);
        Transcript image = Morgana.run("run", source).assertStatus(0);
        List<String> expected = jvm.out().lines().toList();
        List<String> printed = image.out().lines().toList();
        for (int line = 0; line < expected.size(); line++) {
            assertEquals(expected.get(line), line < printed.size() ? printed.get(line) : "nothing");
        }
        assertEquals(expected.size(), printed.size());
        return image;
    }
}
