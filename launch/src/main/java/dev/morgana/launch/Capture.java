package dev.morgana.launch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The file of `--pcap`, which QEMU writes.
public final class Capture {
    private Capture() {}

    /// Makes sure before anything starts that the file can be written, and that there is something to record. The file is empty then.
    ///
    /// @throws UsageException if not
    public static void prepare(Path file, NetworkChoice network) {
        if (network instanceof NetworkChoice.None) {
            throw new UsageException(
                    "--pcap records what is on the network card: it has no meaning with --net none");
        }
        try {
            Files.newOutputStream(file).close();
        } catch (IOException e) {
            throw new UsageException("--pcap %s: %s".formatted(file, why(file, e)));
        }
    }

    private static String why(Path file, IOException e) {
        if (Files.isDirectory(file)) {
            return "is a directory";
        }
        return switch (e) {
            case NoSuchFileException _ -> "there is no such directory";
            case AccessDeniedException _ -> "may not be written";
            default -> "cannot be written: " + e.getMessage();
        };
    }
}
