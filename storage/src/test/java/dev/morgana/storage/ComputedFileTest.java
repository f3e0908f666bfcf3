package dev.morgana.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Files whose bytes are made when they are opened.
class ComputedFileTest {
    private static final Location PATH = Location.of("/proc/app/count");
    private int opens;

    private final MemoryFileSystem files =
            new MemoryFileSystem(1 << 20, Map.of("/proc/app/count", this::next), 5);

    private FixedFile next() {
        opens++;
        return FixedFile.of("x".repeat(opens).getBytes(StandardCharsets.UTF_8));
    }

    private OpenFile open() {
        return files.open(PATH, new OpenFlags(0), 0, 6);
    }

    private static String content(OpenFile file) {
        byte[] bytes = new byte[100];
        return new String(bytes, 0, file.read(bytes, 0, bytes.length, 6), StandardCharsets.UTF_8);
    }

    @Test
    void eachOpenHasItsOwnBytes() {
        OpenFile first = open();
        OpenFile second = open();
        assertEquals("xx", content(second));
        assertEquals("x", content(first));
        assertEquals(1, first.status().size());
        first.close();
        second.close();
        assertEquals("xxx", content(open()));
    }

    @Test
    void isEmptyByItsName() {
        assertEquals(0, files.status(PATH, true).size());
        assertEquals(0444, files.status(PATH, true).permissions());
        assertEquals(0, opens);
    }

    @Test
    void cannotBeWritten() {
        FileException refused =
                assertThrows(
                        FileException.class,
                        () -> files.open(PATH, new OpenFlags(OpenFlags.READ_WRITE), 0, 6));
        assertEquals(FileError.EROFS, refused.error());
        assertEquals(0, opens);
    }
}
