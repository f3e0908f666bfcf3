package dev.morgana.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Files that are there from the start: read whole, and changed by nobody.
class FixedFileTest {
    private static final byte[] LARGE = new byte[3 * Content.CHUNK + 7];

    static {
        for (int i = 0; i < LARGE.length; i++) {
            LARGE[i] = (byte) (i * 31 + i / Content.CHUNK);
        }
    }

    private final MemoryFileSystem files =
            new MemoryFileSystem(
                    1 << 20,
                    Map.of(
                            "/etc/motd",
                                    FixedFile.of(
                                            "welcome"
                                                    .getBytes(
                                                            java.nio.charset.StandardCharsets
                                                                    .UTF_8)),
                            "/etc/app/large", FixedFile.of(LARGE),
                            "/empty", FixedFile.of(new byte[0])),
                    5);

    private byte[] content(String path) {
        OpenFile file = files.open(Location.of(path), new OpenFlags(0), 0, 6);
        try {
            byte[] bytes = new byte[LARGE.length + 1];
            return Arrays.copyOf(bytes, file.read(bytes, 0, bytes.length, 6));
        } finally {
            file.close();
        }
    }

    private void refused(FileError error, Runnable change) {
        assertEquals(error, assertThrows(FileException.class, change::run).error());
    }

    @Test
    void areReadWhole() {
        assertArrayEquals(LARGE, content("/etc/app/large"));
        assertEquals(7, content("/etc/motd").length);
        assertEquals(0, content("/empty").length);
        assertEquals(0444, files.status(Location.of("/etc/motd"), true).permissions());
    }

    @Test
    void lieInDirectories() {
        OpenFile directory =
                files.open(Location.of("/etc"), new OpenFlags(OpenFlags.DIRECTORY), 0, 6);
        assertEquals(List.of("app", "motd"), directory.names(6));
        directory.close();
    }

    @Test
    void areNotChanged() {
        Location motd = Location.of("/etc/motd");
        refused(FileError.EROFS, () -> files.open(motd, new OpenFlags(OpenFlags.WRITE_ONLY), 0, 7));
        refused(FileError.EROFS, () -> files.removeName(motd, 7));
        refused(FileError.EXDEV, () -> files.addName(motd, Location.of("/tmp/motd"), 7));
        refused(FileError.EROFS, () -> files.rename(motd, Location.of("/etc/other"), 7));
        refused(
                FileError.EROFS,
                () -> files.change(motd, true, new AttributeChange.Permissions(0777), 7));
        assertEquals(7, content("/etc/motd").length);
    }
}
