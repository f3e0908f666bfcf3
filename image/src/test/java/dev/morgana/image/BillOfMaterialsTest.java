package dev.morgana.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {
    @TempDir private Path directory = Path.of("");

    /// A jar with one file.
    private Path jar(String path, String entry, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        try (var jar = new JarOutputStream(Files.newOutputStream(file))) {
            var named = new JarEntry(entry);
            named.setTime(0);
            jar.putNextEntry(named);
            jar.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    @Test
    void everyJarIsNamedWithItsHash() throws IOException {
        Path library =
                jar(
                        "library.jar",
                        "META-INF/maven/org.example/words/pom.properties",
                        "groupId=org.example\nartifactId=words\nversion=1.2\n");
        Path net = jar("home/image-lib/morgana-net-0.1.0-SNAPSHOT.jar", "a", "");
        Path svm = jar("home/builder/svm-25.0.2.jar", "b", "");
        jar("home/builder/svm-configure-25.0.2.jar", "c", "");
        Path classes = Files.createDirectories(directory.resolve("classes"));
        Path program = Files.writeString(directory.resolve("greeter.elf"), "an image");
        var image = new Image(program, program, ImageMetadata.parse("{\"name\": \"greeter\"}"));
        var installation = new Installation(directory.resolve("home"), Path.of(""), Path.of(""));
        assertEquals(
                """
                {
                  "bomFormat" : "CycloneDX",
                  "specVersion" : "1.6",
                  "version" : 1,
                  "metadata" : {
                    "component" : {
                      "type" : "application",
                      "name" : "greeter",
                      "hashes" : [ {
                        "alg" : "SHA-256",
                        "content" : "%s"
                      } ]
                    }
                  },
                  "components" : [ {
                    "type" : "library",
                    "group" : "org.example",
                    "name" : "words",
                    "version" : "1.2",
                    "purl" : "pkg:maven/org.example/words@1.2",
                    "hashes" : [ {
                      "alg" : "SHA-256",
                      "content" : "%s"
                    } ]
                  }, {
                    "type" : "library",
                    "name" : "morgana-net",
                    "version" : "0.1.0-SNAPSHOT",
                    "hashes" : [ {
                      "alg" : "SHA-256",
                      "content" : "%s"
                    } ]
                  }, {
                    "type" : "library",
                    "name" : "svm",
                    "version" : "25.0.2",
                    "hashes" : [ {
                      "alg" : "SHA-256",
                      "content" : "%s"
                    } ]
                  }, {
                    "type" : "platform",
                    "name" : "openjdk",
                    "version" : "%s"
                  } ]
                }
                """
                        .formatted(
                                Component.sha256(program),
                                Component.sha256(library),
                                Component.sha256(net),
                                Component.sha256(svm),
                                Runtime.version()),
                BillOfMaterials.of(image, List.of(classes, library), installation));
    }

    @Test
    void theHashIsSha256() throws IOException {
        Path file = Files.writeString(directory.resolve("abc"), "abc");
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                Component.sha256(file));
    }
}
