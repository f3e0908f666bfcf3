package dev.morgana.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Jars that are the same for the same files.
///
/// The image builder loads classes in the order in which it finds them, and what it makes of them depends on that. The order in a jar is the jar's; that in a
/// directory is the file system's.
public final class SortedJar {
    private static final LocalDateTime PACKED_AT = LocalDateTime.of(1980, 1, 1, 0, 0);

    private SortedJar() {}

    /// Writes a jar of `files` by name, in the order of names, not compressed. Its folder is made.
    public static void write(Path jar, SortedMap<String, byte[]> files) throws IOException {
        Files.createDirectories(jar.toAbsolutePath().getParent());
        try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(entry(file.getKey(), file.getValue()));
                out.write(file.getValue());
                out.closeEntry();
            }
        }
    }

    private static ZipEntry entry(String name, byte[] content) {
        var checksum = new CRC32();
        checksum.update(content);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(PACKED_AT);
        return entry;
    }
}
