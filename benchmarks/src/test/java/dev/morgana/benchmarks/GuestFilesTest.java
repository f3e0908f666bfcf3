package dev.morgana.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is gathered for a guest.
final class GuestFilesTest {
    @TempDir Path folder;

    @Test
    void everyFileHasItsPlaceAndMayBeExecuted() throws IOException {
        Files.createDirectories(folder.resolve("from/deep"));
        Files.writeString(folder.resolve("from/deep/three"), "333");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("from/deep/three"));
        Path files = folder.resolve("files");
        new GuestFiles(files)
                .file("init", "#!/bin/sh\n")
                .file("a/b/page", "page".getBytes(StandardCharsets.UTF_8))
                .file("linked", folder.resolve("link"))
                .directory("var/log")
                .tree("copied", folder.resolve("from"));
        assertEquals(
                List.of("a/b/page", "copied/deep/three", "init", "linked"), regularFiles(files));
        assertEquals("333", Files.readString(files.resolve("linked")));
        assertTrue(Files.isExecutable(files.resolve("init")));
        assertTrue(Files.isDirectory(files.resolve("var/log")));
    }

    private static List<String> regularFiles(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> Files.isRegularFile(path) && !Files.isSymbolicLink(path))
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}
