package dev.morgana.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.image.Versions;
import dev.morgana.launch.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NewProjectTest {
    @TempDir private Path directory = Path.of("");

    @Test
    void allFilesAreWrittenAndEveryBlankIsFilled() throws IOException {
        var project = new NewProject(directory.resolve("shop"));
        project.requireEmpty();
        project.write();
        try (var tree = Files.walk(project.folder())) {
            var files = tree.filter(Files::isRegularFile).toList();
            assertEquals(
                    List.of(
                            ".gitignore",
                            "README.md",
                            "pom.xml",
                            "src/main/java/com/example/Main.java",
                            "src/main/java/com/example/MainMachine.java",
                            "src/test/java/com/example/MainIT.java"),
                    files.stream()
                            .map(file -> project.folder().relativize(file).toString())
                            .sorted()
                            .toList());
            for (Path file : files) {
                assertFalse(Files.readString(file).matches("(?s).*@[a-z]+@.*"), file::toString);
            }
        }
        String pom = Files.readString(project.folder().resolve("pom.xml"));
        assertTrue(pom.contains("<artifactId>shop</artifactId>"), pom);
        assertTrue(
                pom.contains("<morgana.version>" + Versions.morgana() + "</morgana.version>"), pom);
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Path file = Files.writeString(directory.resolve("note"), "mine");
        assertEquals(
                directory + " is not empty: name a new folder",
                assertThrows(UsageException.class, new NewProject(directory)::requireEmpty)
                        .getMessage());
        assertEquals(
                file + " is a file: name a new folder",
                assertThrows(UsageException.class, new NewProject(file)::requireEmpty)
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({"Shop, shop", "my shop, my-shop", "2nd-try, nd-try", "42, app", "a.b-c, a.b-c"})
    void theNameIsMadeFitForMaven(String folder, String name) {
        assertEquals(name, new NewProject(directory.resolve(folder)).name());
    }
}
