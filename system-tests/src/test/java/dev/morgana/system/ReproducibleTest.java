package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

    /// Both checks at once: of an image for a virtual machine, by somebody with other habits, on another day, from a copy of the sources; and of one for a process
    /// in whose last byte a bit is wrong, which is the same up to there.
    @Test
    void verifyTellsTheImageFromAnother(@TempDir Path folder) throws Exception {
        String application = "examples/hello";
        Where.QEMU.build(application);
        Where.PROCESS.build(application);
        Path image = Where.QEMU.image(application);
        byte[] bytes = Files.readAllBytes(Where.PROCESS.image(application));
        int last = bytes.length - 1;
        bytes[last] ^= 1;
        Path changed = Files.write(folder.resolve("changed"), bytes);
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Morgana.copySources(copy);
        String copied = copy.resolve(application).toString();
        try (Session same = Morgana.start(habits(2, folder), "verify", image.toString(), copied);
                Session other = Morgana.start("verify", changed.toString(), application)) {
            same.endInput()
                    .end()
                    .assertStatus(0)
                    .assertErrContains(
                            "%s is what %s builds (SHA-256 %s)"
                                    .formatted(image, copied, sha256(image)));
            other.endInput()
                    .end()
                    .assertStatus(1)
                    .assertErrContains(
                            "%s is not what %s builds: it differs first in byte %d\n"
                                    .formatted(changed, application, last));
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
        var hashes = new ArrayList<List<String>>();
        for (int build = 0; build < builds; build++) {
            Path place = build % 2 == 0 || !Files.isDirectory(MEMORY) ? folder : MEMORY;
            Path copy = Files.createTempDirectory(place, "copy" + build);
            try {
                hashes.add(build(example, build, copy));
                System.out.println(example + " " + build + ": " + hashes.getLast());
            } finally {
                Host.run("", "rm", List.of("-rf", copy.toString())).assertStatus(0);
            }
        }
        assertEquals(1, hashes.stream().distinct().count(), hashes::toString);
    }

    /// The hashes of an image and of its bill of materials.
    private static List<String> build(String example, int build, Path copy) throws Exception {
        MavenUser user = MavenUser.in(copy);
        Map<String, String> habits = habits(build, copy);
        if (build % 2 == 1 && "root".equals(System.getProperty("user.name"))) {
            user = user.nobody();
        }
        Path image = copy.resolve("image.elf");
        Path bill = copy.resolve("bill.json");
        user.morgana(
                        habits,
                        "build",
                        "examples/" + example,
                        "-o",
                        image.toString(),
                        "--sbom",
                        bill.toString())
                .assertStatus(0);
        return List.of(sha256(image), sha256(bill));
    }

    /// The environment of somebody else, whose home is `folder`, on another day.
    private static Map<String, String> habits(int build, Path folder) throws Exception {
        Path otherDay = folder.resolve("other-day.so");
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
        return Map.of(
                "TZ", ZONES.get(build % ZONES.size()),
                "LC_ALL", LANGUAGES.get(build % LANGUAGES.size()),
                "USER", "user" + build,
                "HOME", folder.toString(),
                "LD_PRELOAD", otherDay.toString());
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
