package dev.morgana.examples.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The program on the JVM prints what its README says.
final class MainTest {
    @Test
    void printsWhatTheReadmeSays() throws IOException {
        var out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            Main.main(new String[0]);
        } finally {
            System.setOut(before);
        }
        String readme = Files.readString(Path.of("README.md"));
        assertEquals(readme.split("```\n", -1)[1], out.toString(StandardCharsets.UTF_8));
    }
}
