package dev.morgana.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A class path for the image builder in which directories are packed, so that its order of classes does not depend on the file system.
final class PackedClassPath {
    /// The name of a packed directory.
    static final String PACKED = "classes.jar";

    private PackedClassPath() {}

    /// `entries`, with each directory in a jar in a folder of its own below `work`.
    static List<Path> of(List<Path> entries, Path work) throws IOException {
        var packed = new ArrayList<Path>();
        for (Path entry : entries) {
            packed.add(
                    Files.isDirectory(entry)
                            ? pack(entry, work.resolve("packed-" + packed.size()).resolve(PACKED))
                            : entry);
        }
        return packed;
    }

    private static Path pack(Path directory, Path jar) throws IOException {
        var files = new TreeMap<String, byte[]>();
        new ClassPath(List.of(directory))
                .visit((name, file) -> files.put(name, Files.readAllBytes(file)));
        SortedJar.write(jar, files);
        return jar;
    }
}
