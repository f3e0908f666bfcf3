package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a program prints does not depend on what its image was reduced by: a JVM prints the same.
final class TextTest {
    /// For the configuration class of a program, which is compiled with it.
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @Test
    void theJdksOwnMessagesAreTheSameInAReducedImage() throws Exception {
        compare("Messages", "-Duser.language=en", "-Duser.country=US", "-Duser.timezone=UTC")
                .assertOutContains("\nreduced: formatter (");
    }

    /// Its configuration class gives it another locale and another time zone than the usual ones.
    @Test
    void aProgramThatFormatsTextHasAllOfIt() throws Exception {
        compare(
                        "Formats",
                        "-Duser.language=de",
                        "-Duser.country=AT",
                        "-Duser.timezone=Europe/Vienna")
                .assertOutContains("\nnot reduced: formatter, because of ");
    }

    /// Runs a program on the JVM of this host, with `options`, and as an image, compares them line by line, and returns what `morgana inspect` says of the image.
    private static Transcript compare(String program, String... options)
            throws IOException, InterruptedException {
        String source = "system-tests/programs/" + program + ".java";
        List<String> words = new ArrayList<>(List.of(options));
        words.addAll(List.of("-Dstdout.encoding=UTF-8", "-cp", CLASS_PATH));
        words.add(Morgana.ROOT.resolve(source).toString());
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Transcript jvm = Host.run("", java.toString(), words).assertStatus(0);
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
