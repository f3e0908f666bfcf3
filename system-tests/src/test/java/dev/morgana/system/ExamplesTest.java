package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The examples print what their README files say, where `@` stands for anything.
@ParameterizedClass
@EnumSource
record ExamplesTest(Where where) {
    @Test
    void hello() throws Exception {
        Transcript ended = where.run("examples/hello").assertStatus(0);
        assertPrints(blocks("examples/hello").getFirst(), ended.out(), ended);
    }

    @Test
    void threads() throws Exception {
        Transcript ended = where.run("examples/threads").assertStatus(0);
        assertEquals(blocks("examples/threads").getFirst(), ended.out(), ended::toString);
    }

    @Test
    void files() throws Exception {
        Transcript ended = where.run("examples/files").assertStatus(0);
        assertEquals(blocks("examples/files").getFirst(), ended.out(), ended::toString);
    }

    @Test
    void crash() throws Exception {
        Transcript ended = where.run("examples/crash").assertStatus(1);
        List<String> blocks = blocks("examples/crash");
        assertEquals(blocks.getFirst(), ended.out(), ended::toString);
        assertPrints(blocks.get(1), ended.err(), ended);
    }

    /// The fenced blocks of an example's README.
    private static List<String> blocks(String example) throws IOException {
        List<String> blocks = new ArrayList<>();
        String[] parts =
                Files.readString(Morgana.ROOT.resolve(example).resolve("README.md"))
                        .split("(?m)^```\\w*\n", -1);
        for (int i = 1; i < parts.length; i += 2) {
            blocks.add(parts[i]);
        }
        return blocks;
    }

    private static void assertPrints(String expected, String printed, Transcript transcript) {
        String pattern = Pattern.quote(expected).replace("@", "\\E(?s:.*?)\\Q");
        assertTrue(
                Pattern.compile(pattern).matcher(printed).find(),
                () -> "expected\n" + expected + "\n" + transcript);
    }
}
