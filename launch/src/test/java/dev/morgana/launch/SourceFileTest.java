package dev.morgana.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs of one source file.
final class SourceFileTest {
    private final Heard heard = new Heard();

    @TempDir private Path directory = Path.of("");

    private Path source(String text) throws IOException {
        return Files.writeString(directory.resolve("Hello.java"), text);
    }

    private Path compile(Path source) throws IOException {
        return SourceFile.compile(source, List.of(), directory.resolve("work"), heard);
    }

    /// What is there after a run, the lock left aside.
    private List<Path> kept() throws IOException {
        try (var files = Files.list(directory.resolve("work"))) {
            return files.filter(file -> !file.endsWith("lock")).toList();
        }
    }

    private String mainClass(String text) throws IOException {
        return MainClass.find(compile(source(text)), Optional.empty());
    }

    @Test
    void anOrdinaryClass() throws IOException {
        assertEquals("p.Hello", mainClass("package p; class Hello { static void main() {} }"));
    }

    @Test
    void aCompactSourceFile() throws IOException {
        assertEquals("Hello", mainClass("void main() { IO.println(\"hello\"); }"));
    }

    @Test
    void aConfigurationClassMayStandBesideIt() throws IOException {
        assertEquals(
                "Hello",
                mainClass(
                        """
                        import dev.morgana.config.*;
                        class Hello { static void main() {} }
                        class Small implements Configuration {
                            public Machine machine() {
                                return Machine.running(Hello.class).network(NetworkCard.named("lan").dhcp());
                            }
                        }
                        """));
    }

    @Test
    void withoutAMainThereIsNothingToStart() throws IOException {
        Path classes = compile(source("class Hello {}"));
        assertThrows(UsageException.class, () -> MainClass.find(classes, Optional.empty()));
    }

    @Test
    void theCompilersWordsAreShown() throws IOException {
        Path source = source("void main() {\n    prinln();\n}\n");
        var refused = assertThrows(HostException.class, () -> compile(source));
        assertEquals(
                source.getFileName()
                        + ":2: cannot find symbol: method prinln(): mend that line; the compiler says more above",
                refused.getMessage());
        assertEquals(
                """
                %s:2: error: cannot find symbol
                    prinln();
                    ^
                  symbol:   method prinln()
                  location: class Hello
                1 error
                """
                        .formatted(source),
                heard.error());
        assertEquals(List.of(), kept());
    }

    @Test
    void theSameTextIsCompiledOnce() throws IOException {
        Path first = compile(source("void main() {}"));
        FileTime made = Files.getLastModifiedTime(first.resolve("Hello.class"));
        Path second = compile(source("void main() {}"));
        assertEquals(made, Files.getLastModifiedTime(second.resolve("Hello.class")));
        Path third = compile(source("void main() { IO.println(); }"));
        assertEquals(List.of(third), kept());
    }
}
