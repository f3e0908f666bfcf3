package dev.morgana.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FingerprintTest {
    @TempDir private Path directory = Path.of("");

    private Path write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private Fingerprint all(String... words) {
        return Fingerprint.of(List.of(directory), List.of(words));
    }

    @Test
    void isTheSameWhileNothingChanges() throws IOException {
        write("a/A.class", "a");
        assertEquals(all("x").outline(), all("x").outline());
        assertEquals(all("x").content(), all("x").content());
    }

    @Test
    void contentSurvivesATouch() throws IOException {
        Path file = write("a", "a");
        String outline = all().outline();
        String content = all().content();
        Files.setLastModifiedTime(file, FileTime.fromMillis(1000));
        assertNotEquals(outline, all().outline());
        assertEquals(content, all().content());
    }

    @Test
    void everyChangeOfContentShows() throws IOException {
        Set<String> seen = new HashSet<>();
        write("a/x.txt", "1");
        seen.add(all().content());
        seen.add(all("word").content());
        seen.add(all("wo", "rd").content());
        write("a/x.txt", "2");
        seen.add(all().content());
        write("b/y.txt", "2");
        seen.add(all().content());
        Files.move(directory.resolve("b/y.txt"), directory.resolve("a/y.txt"));
        seen.add(all().content());
        write("a/y.txt", "");
        seen.add(all().content());
        Files.delete(directory.resolve("a/y.txt"));
        seen.add(all("last").content());
        assertEquals(8, seen.size());
    }

    @Test
    void absentRootsCountAsNothing() {
        assertEquals(
                Fingerprint.of(List.of(), List.of()).content(),
                Fingerprint.of(List.of(directory.resolve("none")), List.of()).content());
    }

    @Test
    void theKeyOfAnImageHoldsEverythingThatItIsMadeOf() throws IOException {
        Path program = write("program.jar", "program");
        Path library = write("tool/image-lib/runtime.jar", "runtime");
        Path builder = write("tool/builder/svm.jar", "svm");
        write("tool/patch/patch.jar", "patch");
        Path tool = write("tool/lib/morgana-image-1.jar", "image");
        Path jdk = write("jdk/release", "SOURCE=1");
        var installation =
                new Installation(
                        directory.resolve("tool"),
                        directory.resolve("jdk"),
                        directory.resolve("cache"));
        var usual = BuildOptions.USUAL;
        var spec = spec("program", "Main", List.of(program), usual);
        Set<String> keys = new HashSet<>();
        for (var built :
                List.of(
                        spec,
                        spec("other", "Main", List.of(program), usual),
                        spec("program", "Other", List.of(program), usual),
                        spec("program", "Main", List.of(program), new BuildOptions(true, false)),
                        spec("program", "Main", List.of(program), new BuildOptions(false, true)),
                        spec("program", "Main", List.of(program, library), usual))) {
            keys.add(key(built, installation));
        }
        for (var file : List.of(program, library, builder, tool, jdk)) {
            Files.writeString(file, "changed " + file);
            keys.add(key(spec, installation));
        }
        assertEquals(11, keys.size());
        assertEquals(
                key(spec, installation),
                key(
                        spec,
                        new Installation(
                                Files.move(installation.home(), directory.resolve("moved")),
                                Files.move(installation.javaHome(), directory.resolve("other")),
                                directory.resolve("new"))));
        Files.move(directory.resolve("moved"), installation.home());
        Files.move(directory.resolve("other"), installation.javaHome());
        assertEquals(
                key(spec, installation),
                key(
                        new ImageSpec(
                                "program",
                                "Main",
                                List.of(program),
                                directory.resolve("elsewhere"),
                                Optional.empty(),
                                usual),
                        installation));
    }

    private ImageSpec spec(
            String name, String mainClass, List<Path> classPath, BuildOptions options) {
        return new ImageSpec(
                name, mainClass, classPath, directory.resolve("work"), Optional.empty(), options);
    }

    private static String key(ImageSpec spec, Installation installation) {
        return BuildInputs.of(spec, installation, List.of("machine_exit")).key().content();
    }
}
