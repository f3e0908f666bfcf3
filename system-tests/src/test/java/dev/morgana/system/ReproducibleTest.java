package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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

    /// Both checks at once: one for somebody with other habits than who built the image, one of an image in which a bit is wrong.
    @Test
    void verifyTellsTheImageFromAnother(@TempDir Path folder) throws Exception {
        Morgana.build("examples/hello");
        Path image = Morgana.image("examples/hello");
        byte[] bytes = Files.readAllBytes(image);
        bytes[bytes.length / 2] ^= 1;
        Path changed = Files.write(folder.resolve("changed.elf"), bytes);
        Map<String, String> elsewhere =
                Map.of(
                        "TZ",
                        ZONES.getLast(),
                        "LC_ALL",
                        LANGUAGES.getLast(),
                        "HOME",
                        folder.toString());
        try (Session same = Morgana.start(elsewhere, "verify", image.toString(), "examples/hello");
                Session other = Morgana.start("verify", changed.toString(), "examples/hello")) {
            same.endInput()
                    .end()
                    .assertStatus(0)
                    .assertErrContains(
                            "%s is what examples/hello builds (SHA-256 %s)"
                                    .formatted(image, sha256(image)));
            Transcript ended = other.endInput().end().assertStatus(1);
            assertTrue(
                    ended.err()
                            .matches(
                                    "(?s).*it differs first in section \\.\\w+, address 0x[0-9a-f]+.*"),
                    ended::toString);
        }
    }

    @Test
    void quickImagesAreNotVerified() throws Exception {
        String program = "system-tests/programs/Inside.java";
        Morgana.build(program);
        Morgana.run("verify", Morgana.image(program).toString(), program)
                .assertStatus(64)
                .assertErrContains("was built with --quick");
    }

    /// Each time the sources are copied to another folder, and the tool, the machine layer and the program are built there, in another time zone and language and on
    /// another day; every other time by another user, if root runs the tests.
    @ParameterizedTest
    @CsvSource({"hello, 10", "web, 3"})
    @Tag("soak")
    void buildsInARowAreEqual(String example, int builds, @TempDir Path folder) throws Exception {
        var hashes = new ArrayList<String>();
        for (int build = 0; build < builds; build++) {
            Path place = build % 2 == 0 || !Files.isDirectory(MEMORY) ? folder : MEMORY;
            Path copy = Files.createTempDirectory(place, "copy" + build);
            try {
                hashes.add(sha256(build(example, build, copy)));
                System.out.println(example + " " + build + ": " + hashes.getLast());
            } finally {
                Host.run("", "rm", List.of("-rf", copy.toString())).assertStatus(0);
            }
        }
        assertEquals(1, hashes.stream().distinct().count(), hashes::toString);
    }

    private static Path build(String example, int build, Path copy) throws Exception {
        MavenUser user = MavenUser.in(copy);
        Path otherDay = copy.resolve("other-day.so");
        Host.run(
                        "",
                        "gcc",
                        List.of(
                                "-O2",
                                "-shared",
                                "-fPIC",
                                "-DSHIFT=" + -build * DAY,
                                "src/test/c/other-day.c",
                                "-o",
                                otherDay.toString()))
                .assertStatus(0);
        if (build % 2 == 1 && "root".equals(System.getProperty("user.name"))) {
            user = user.nobody();
        }
        Path image = copy.resolve("image.elf");
        Map<String, String> habits =
                Map.of(
                        "TZ", ZONES.get(build % ZONES.size()),
                        "LC_ALL", LANGUAGES.get(build % LANGUAGES.size()),
                        "USER", "user" + build,
                        "HOME", copy.toString(),
                        "LD_PRELOAD", otherDay.toString());
        user.morgana(habits, "build", "examples/" + example, "-o", image.toString())
                .assertStatus(0);
        return image;
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
