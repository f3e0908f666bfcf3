package dev.morgana.runtime.file;

import dev.morgana.runtime.boot.Described;
import dev.morgana.storage.FixedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;

/// The files of the build machine that the configuration class put into the image: constants, read while the image is built.
final class EmbeddedFiles {
    /// The files by their absolute paths.
    static final Map<String, FixedFile> FILES = read();

    private EmbeddedFiles() {}

    private static Map<String, FixedFile> read() {
        Map<String, FixedFile> files = new TreeMap<>();
        Described.MACHINE
                .files()
                .forEach((path, source) -> {
                    try {
                        files.put(path, FixedFile.of(Files.readAllBytes(source)));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        return Map.copyOf(files);
    }
}
