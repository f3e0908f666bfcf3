package dev.morgana.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Native code stays small and readable: below 5,000 code lines, no function over 60 lines, no file
/// over 400, and `sources` names every file that is to be compiled.
class CodeBudgetTest {
    private static final int CODE_LINES = 5000;
    private static final int FUNCTION_LINES = 60;
    private static final int FILE_LINES = 400;

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Toolchain.MAIN)) {
            return files.filter(file -> file.toString().matches(".*\\.[chS]")).sorted().toList();
        }
    }

    /// The lines with code: neither blank nor comment only.
    private static List<String> codeLines(Path file) throws IOException {
        String text = Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", "");
        return text.lines()
                .map(line -> line.replaceAll("(^|\\s)(#|//)\\s.*", "").stripTrailing())
                .filter(line -> !line.isBlank())
                .toList();
    }

    @Test
    void theWholeIsSmall() throws IOException {
        int total = 0;
        for (Path file : sources()) {
            int lines = codeLines(file).size();
            assertTrue(lines <= FILE_LINES, file + " has " + lines + " code lines");
            total += lines;
        }
        System.out.println("machine layer: " + total + " code lines of C and assembly");
        assertTrue(total < CODE_LINES, total + " code lines");
    }

    @Test
    void functionsAreShort() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources()) {
            int start = -1;
            String name = "";
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (line.matches("[A-Za-z_].*\\) \\{")) {
                    start = i;
                    name = line;
                } else if (line.startsWith("}") && start >= 0) {
                    if (i - start + 1 > FUNCTION_LINES) {
                        tooLong.add(file.getFileName() + ": " + name);
                    }
                    start = -1;
                }
            }
        }
        assertEquals(List.of(), tooLong);
    }

    @Test
    void theListOfSourcesIsComplete() throws IOException {
        List<String> compiled =
                sources().stream()
                        .filter(file -> !file.toString().endsWith(".h"))
                        .map(file -> Toolchain.MAIN.relativize(file).toString())
                        .toList();
        List<String> listed = Files.readAllLines(Toolchain.MAIN.resolve("sources"));
        assertEquals(compiled, listed.stream().sorted().toList());
    }
}
