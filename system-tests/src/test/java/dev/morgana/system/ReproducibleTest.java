package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The same source gives the same image.
final class ReproducibleTest {
    private static final List<String> ZONES = List.of("UTC", "Asia/Kathmandu", "America/St_Johns");
    private static final List<String> LANGUAGES = List.of("C.UTF-8", "de_DE.UTF-8", "C");
    private static final int DAY = 86_400;

    /// A file system in memory, whose folders list their files in another order.
    private static final Path MEMORY = Path.of("/dev/shm");

    @Test
    void verifyBuildsTheSameImage() throws Exception {
        Morgana.build("examples/hello");
        Path image = Morgana.image("examples/hello");
        Morgana.run("verify", image.toString(), "examples/hello")
                .assertStatus(0)
                .assertErrContains(
                        "%s is what examples/hello builds (SHA-256 %s)"
                                .formatted(image, sha256(image)));
    }

    /// Each time the sources are copied to another folder, and the tool, the machine layer and the program are built there by another user's cache, in
    /// another time zone and language, and on another day.
    @ParameterizedTest
    @CsvSource({"hello, 10", "web, 3"})
    @Tag("soak")
    void buildsInARowAreEqual(String example, int builds, @TempDir Path folder) throws Exception {
        var hashes = new ArrayList<String>();
        for (int build = 0; build < builds; build++) {
            Path place = build % 2 == 0 || !Files.isDirectory(MEMORY) ? folder : MEMORY;
            Path copy = Files.createTempDirectory(place, "copy" + build);
            try {
                Path image = folder.resolve("image" + build + ".elf");
                build(example, build, copy, image);
                hashes.add(sha256(image));
                System.out.println(example + " " + build + ": " + hashes.getLast());
            } finally {
                run(new ProcessBuilder("rm", "-rf", copy.toString()));
            }
        }
        assertEquals(1, hashes.stream().distinct().count(), hashes::toString);
        Path changed = folder.resolve("changed.elf");
        byte[] bytes = Files.readAllBytes(folder.resolve("image0.elf"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(changed, bytes);
        Morgana.run("verify", changed.toString(), "examples/" + example)
                .assertStatus(1)
                .assertErrContains("it differs first in section ");
    }

    private static void build(String example, int build, Path copy, Path image) throws Exception {
        Morgana.copySources(copy);
        Path otherDay = copy.resolve("other-day.so");
        run(
                new ProcessBuilder(
                        "gcc",
                        "-O2",
                        "-shared",
                        "-fPIC",
                        "-DSHIFT=" + -build * DAY,
                        "src/test/c/other-day.c",
                        "-o",
                        otherDay.toString()));
        var command =
                new ProcessBuilder(
                                "./morgana", "build", "examples/" + example, "-o", image.toString())
                        .directory(copy.toFile());
        command.environment().put("TZ", ZONES.get(build % ZONES.size()));
        command.environment().put("LC_ALL", LANGUAGES.get(build % LANGUAGES.size()));
        command.environment().put("USER", "user" + build);
        command.environment().put("HOME", copy.toString());
        command.environment().put("XDG_CACHE_HOME", copy.resolve("cache").toString());
        command.environment().put("LD_PRELOAD", otherDay.toString());
        run(command);
    }

    private static void run(ProcessBuilder command) throws IOException, InterruptedException {
        try (Session session = new Session(command.command(), command.start())) {
            session.endInput().end().assertStatus(0);
        }
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
