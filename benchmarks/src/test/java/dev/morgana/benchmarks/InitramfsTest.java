package dev.morgana.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The archive as Linux reads it.
final class InitramfsTest {
    @TempDir Path folder;

    @Test
    void directoriesComeBeforeWhatIsInThem() throws IOException {
        Files.createDirectories(folder.resolve("from/deep"));
        Files.writeString(folder.resolve("from/deep/three"), "333");
        List<String> entries =
                entries(
                        new Initramfs()
                                .file("init", "#!/bin/sh\n")
                                .directory("var/log")
                                .file("a/b/empty", new byte[0])
                                .tree("copied", folder.resolve("from")));
        assertEquals(
                List.of(
                        "040755 a ",
                        "040755 a/b ",
                        "0100755 a/b/empty ",
                        "040755 copied ",
                        "040755 copied/deep ",
                        "0100755 copied/deep/three 333",
                        "0100755 init #!/bin/sh\n",
                        "040755 var ",
                        "040755 var/log ",
                        "00 TRAILER!!! "),
                entries);
    }

    /// Reads an archive by the format's own rules: mode in octal, name and octets of each entry.
    private List<String> entries(Initramfs files) throws IOException {
        Path archive = folder.resolve("archive");
        files.write(archive);
        String octets = Files.readString(archive, StandardCharsets.ISO_8859_1);
        List<String> entries = new ArrayList<>();
        int at = 0;
        while (at < octets.length()) {
            assertEquals("070701", octets.substring(at, at + 6));
            int size = field(octets, at, 6);
            int nameEnd = at + 110 + field(octets, at, 11);
            int data = up(nameEnd);
            entries.add(
                    "0%o %s %s"
                            .formatted(
                                    field(octets, at, 1),
                                    octets.substring(at + 110, nameEnd - 1),
                                    octets.substring(data, data + size)));
            at = up(data + size);
        }
        return entries;
    }

    private static int field(String octets, int at, int index) {
        return Integer.parseInt(octets.substring(at + 6 + 8 * index, at + 14 + 8 * index), 16);
    }

    private static int up(int offset) {
        return (offset + 3) & -4;
    }
}
