package dev.morgana.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.morgana.image.BuildOptions;
import dev.morgana.image.Image;
import dev.morgana.image.ImageMetadata;
import dev.morgana.image.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FaultReportTest {
    private static Image image(Path file) {
        var metadata =
                new ImageMetadata(
                        "x",
                        "Main",
                        Port.PVH,
                        BuildOptions.USUAL,
                        Map.of(),
                        false,
                        List.of(),
                        List.of(),
                        0,
                        0,
                        0,
                        List.of(),
                        List.of(),
                        List.of());
        return new Image(file, Image.symbolsOf(file), metadata);
    }

    @Test
    void namesTheAddressesThatLieInFunctions(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("x.elf");
        Files.writeString(Image.symbolsOf(file), "2abe90 20 Main.fail()\n");
        var report =
                new FaultReport(image(file))
                        .explain(
                                "rip 00000000002abe94  rsp 00000113d7415c40\nstack: 00000000002abe94 0x2abe9f");
        assertEquals(
                Optional.of(
                        """
                        addresses in the report:
                          00000000002abe94 Main.fail()+0x4
                          2abe9f Main.fail()+0xf\
                        """),
                report);
        assertEquals(Optional.empty(), new FaultReport(image(file)).explain("nothing here"));
    }

    @Test
    void anImageWithoutSymbolsHasNoNames(@TempDir Path directory) throws IOException {
        assertEquals(
                Optional.empty(),
                new FaultReport(image(directory.resolve("x.elf"))).explain("2abe94"));
    }

    @Test
    void aCallThatWasRefusedHasItsName(@TempDir Path directory) throws IOException {
        var image = image(directory.resolve("x.process"));
        assertEquals(
                Optional.of(
                        "system call 41 is socket: `morgana inspect` lists what the image may call, and with what"),
                new FaultReport(image)
                        .explain("\nmachine fault: system call 41 is forbidden\nthread 1"));
        assertEquals(
                Optional.empty(),
                new FaultReport(image).explain("machine fault: system call 9999 is forbidden\n"));
    }

    @Test
    void callsComeBeforeFunctions(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("x.process");
        Files.writeString(Image.symbolsOf(file), "2abe90 20 Main.fail()\n");
        var report =
                new FaultReport(image(file)).explain("system call 257 is forbidden\nrip 2abe94");
        assertEquals(
                """
                system call 257 is openat: `morgana inspect` lists what the image may call, and with what
                addresses in the report:
                  2abe94 Main.fail()+0x4\
                """,
                report.orElseThrow());
    }
}
