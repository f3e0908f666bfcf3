package dev.morgana.runtime.file;

import dev.morgana.runtime.boot.Described;
import dev.morgana.runtime.state.StateFiles;
import dev.morgana.storage.FileSource;
import dev.morgana.storage.FixedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;

/// The files that are there from the start: those of the build machine that the configuration class put into the image, constants
/// that were read while the image was built, and those that tell the machine's state.
final class EmbeddedFiles {
    /// The files by their absolute paths.
    static final Map<String, FileSource> FILES = read();

    private EmbeddedFiles() {}

    private static Map<String, FileSource> read() {
        Map<String, FileSource> files = new TreeMap<>();
        if (StateFiles.wanted()) {
            files.putAll(StateFiles.all());
        }
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
