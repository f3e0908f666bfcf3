package dev.morgana.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResourcesTest {
    @Test
    void areEverythingButClassesAndBuildRecords(@TempDir Path directory) throws IOException {
        Path classes = directory.resolve("classes");
        Files.createDirectories(classes.resolve("site/img"));
        Files.writeString(classes.resolve("site/index.html"), "");
        Files.writeString(classes.resolve("site/img/a b.png"), "");
        Files.writeString(classes.resolve("Main.class"), "");
        Path jar = directory.resolve("library.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name :
                    List.of(
                            "META-INF/MANIFEST.MF",
                            "META-INF/X.SF",
                            "META-INF/services/a.B",
                            "META-INF/maven/g/a/pom.xml",
                            "META-INF/native-image/g/a/reflect-config.json",
                            "META-INF/native-image/g/a/jni-config.json",
                            "META-INF/native-image/native-image.properties",
                            "a/B.class",
                            "a/b.properties")) {
                out.putNextEntry(new JarEntry(name));
            }
        }
        var names = new ClassPath(List.of(classes, jar)).names();
        assertEquals(
                List.of(
                        "META-INF/services/a.B",
                        "a/b.properties",
                        "site/img/a b.png",
                        "site/index.html"),
                Resources.of(names));
        assertEquals(List.of("META-INF/native-image/g/a"), Resources.configurationRoots(names));
    }
}
