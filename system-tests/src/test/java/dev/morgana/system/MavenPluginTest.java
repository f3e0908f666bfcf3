package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Projects of a user whose Maven knows Morgana by `morgana init` only.
final class MavenPluginTest {
    @TempDir private static Path directory;

    private static Path shop;
    private static MavenUser user;

    @BeforeAll
    static void init() throws Exception {
        user = MavenUser.in(directory.resolve("home"));
        shop = directory.resolve("shop");
        user.morgana("init", shop.toString()).assertStatus(0).assertErrContains("mvn verify");
    }

    @Test
    void oneLineIsChangedAndTheImageIsTested() throws Exception {
        change("src/main/java/com/example/MainMachine.java", "\"hello\"", "\"hallo\"");
        user.maven(shop, "-B", "verify")
                .assertStatus(0)
                .assertOutContains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0")
                .assertOutContains("BUILD SUCCESS");
        Path image = shop.resolve("target/shop-1.0-SNAPSHOT.elf");
        assertExist(image + ".symbols", image + ".reach.gz");
        user.morgana("describe", image.toString())
                .assertStatus(0)
                .assertOutContains("otherwise hallo");
        assertEquals(
                List.of("jzlib", "morgana-net", "openjdk", "svm"),
                components(shop.resolve("target/shop-1.0-SNAPSHOT.cdx.json")).stream()
                        .filter(List.of("jzlib", "morgana-net", "openjdk", "svm")::contains)
                        .sorted()
                        .toList());

        user.maven(shop, "-B", "morgana:inspect")
                .assertStatus(0)
                .assertOutContains("program     shop (com.example.Main)\n")
                .assertOutContains("file        %,d bytes\n".formatted(Files.size(image)))
                .assertOutContains("boot keys   greeting log.level net.dns");
        user.maven(shop, "-B", "morgana:describe")
                .assertStatus(0)
                .assertOutContains("com.example.Main (64 MiB)");
        assertExist(shop.resolve("target/shop-1.0-SNAPSHOT.svg").toString());
        propertiesDecide(image);

        change("src/test/java/com/example/MainIT.java", ", world", ", moon");
        Transcript failed = user.maven(shop, "-B", "verify");
        assertEquals(1, failed.status(), failed::toString);
        failed.assertOutContains("expected: <hallo, moon").assertOutContains("<hallo, world");
        failed.assertOutContains("BUILD FAILURE");
        failed.assertOutContains("--- standard output\nlistening on port 8080\n");
    }

    /// Of the goal `build`. Since nothing has changed, none of them makes another image.
    private static void propertiesDecide(Path image) throws Exception {
        FileTime built = Files.getLastModifiedTime(image);
        long bytes = Files.size(image);
        Transcript large = user.maven(shop, "-B", "morgana:build", "-Dmorgana.maxSize=1M");
        assertEquals(1, large.status(), large::toString);
        large.assertErrContains(
                "%s has %,d bytes, %,d more than the 1,048,576 allowed"
                        .formatted(image, bytes, bytes - (1 << 20)));
        Transcript unknown =
                user.maven(shop, "-B", "morgana:build", "-Dmorgana.mainClass=com.example.Mine");
        assertEquals(1, unknown.status(), unknown::toString);
        unknown.assertErrContains(
                "there is no class com.example.Mine on the program's class path: name com.example.Main");
        user.maven(shop, "-B", "morgana:build", "-Dmorgana.skip", "-Dmorgana.maxSize=1M")
                .assertStatus(0)
                .assertOutContains("morgana.skip is set");
        assertEquals(built, Files.getLastModifiedTime(image));
    }

    private static void assertExist(String... files) {
        for (String file : files) {
            assertTrue(Files.isRegularFile(Path.of(file)), file);
        }
    }

    private static void change(String file, String from, String to) throws IOException {
        Path path = shop.resolve(file);
        String before = Files.readString(path);
        assertTrue(before.contains(from), before);
        Files.writeString(path, before.replace(from, to));
    }

    private static List<String> components(Path bill) throws IOException {
        JsonNode components = new ObjectMapper().readTree(bill.toFile()).get("components");
        return Stream.iterate(0, i -> i < components.size(), i -> i + 1)
                .map(i -> components.get(i).get("name").asText())
                .toList();
    }

    @Test
    void aProgramOfTwoModulesIsTestedAsAProcess() throws Exception {
        Path project = directory.resolve("modules");
        copyProject(Morgana.ROOT.resolve("maven-plugin/src/it/modules"), project);
        user.maven(project, "-B", "install", "-Dmorgana.target=process")
                .assertStatus(0)
                .assertOutContains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
        Path app = project.resolve("app");
        assertTrue(Files.isExecutable(app.resolve("target/app-1")));
        assertExist(
                app.resolve("target/app-1.symbols").toString(),
                app.resolve("target/app-1.reach.gz").toString());
        Transcript ended =
                user.maven(
                        app,
                        "-B",
                        "-Dmorgana.options=--target process",
                        "-Dmorgana.arguments=more",
                        "morgana:run");
        assertEquals(1, ended.status(), ended::toString);
        ended.assertOutContains("words of another module, more\n");
        ended.assertOutContains("morgana run ended with status 1: see above");
    }

    private static void copyProject(Path from, Path to) throws Exception {
        String version = version();
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copied.getParent());
                Files.writeString(
                        copied, Files.readString(file).replace("@project.version@", version));
            }
        }
    }

    /// The version of the tool, as `morgana 0.1.0 (...)` says it.
    private static String version() throws Exception {
        return Morgana.run("--version").assertStatus(0).out().split(" ", -1)[1];
    }
}
