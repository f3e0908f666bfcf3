package dev.morgana.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackedClassPathTest {
    @TempDir private Path directory = Path.of("");

    private Path packed(String folder, String... files) throws IOException {
        Path root = Files.createDirectories(directory.resolve(folder));
        for (String name : files) {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "content of " + name);
        }
        return PackedClassPath.of(List.of(root), directory.resolve("work-" + folder)).getFirst();
    }

    @Test
    void theOrderOfFilesIsThatOfTheirNames() throws IOException {
        Path one = packed("one", "a/B.class", "a/A.class", "x.txt");
        Path other = packed("other", "x.txt", "a/A.class", "a/B.class");
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(other));
        assertEquals(
                Set.of("a/A.class", "a/B.class", "x.txt"), new ClassPath(List.of(one)).names());
    }

    @Test
    void jarsStayWhatTheyAre() throws IOException {
        Path jar = packed("one", "a/A.class");
        assertEquals(List.of(jar), PackedClassPath.of(List.of(jar), directory.resolve("work")));
    }
}
