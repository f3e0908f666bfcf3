package dev.morgana.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CaptureTest {
    @TempDir Path directory;

    @Test
    void emptiesTheFile() throws IOException {
        Path file = directory.resolve("c.pcap");
        Files.writeString(file, "an older capture");
        Capture.prepare(file, new NetworkChoice.User());
        assertEquals(0, Files.size(file));
    }

    @Test
    void refusesWhatCannotBeWritten() {
        assertEquals("--pcap " + directory + ": is a directory", refused(directory));
        Path nowhere = directory.resolve("no/c.pcap");
        assertEquals("--pcap " + nowhere + ": there is no such directory", refused(nowhere));
        Path tooLong = directory.resolve("x".repeat(300));
        assertEquals(
                "--pcap " + tooLong + ": cannot be written: " + tooLong + ": File name too long",
                refused(tooLong));
    }

    @Test
    void hasNoMeaningWithoutACard() {
        var refused =
                assertThrows(
                        UsageException.class,
                        () -> Capture.prepare(directory.resolve("c"), new NetworkChoice.None()));
        assertEquals(
                "--pcap records what is on the network card: it has no meaning with --net none",
                refused.getMessage());
    }

    private static String refused(Path file) {
        return String.valueOf(
                assertThrows(
                                UsageException.class,
                                () -> Capture.prepare(file, new NetworkChoice.User()))
                        .getMessage());
    }
}
