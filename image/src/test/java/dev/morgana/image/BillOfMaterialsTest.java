package dev.morgana.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morgana.image.reach.ReachabilityFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {
    /// The classes in the image.
    private static final List<String> CLASSES =
            List.of(
                    "shop.Main",
                    "org.words.Words",
                    "org.words.Words[]",
                    "org.words.Words$$Lambda/0x1",
                    "java.lang.String",
                    "com.oracle.svm.core.VM");

    @TempDir private Path directory = Path.of("");

    /// The image of a program that uses one library of two, and of the JDK a class and a text.
    @BeforeEach
    void image() throws IOException {
        image(CLASSES);
    }

    private void image(List<String> classes) throws IOException {
        Files.writeString(
                directory.resolve("elements"),
                "method\t-1\tan entry point\tshop.Main.main(String[])\n"
                        + classes.stream()
                                .map("class\t0\t1\t%s\n"::formatted)
                                .collect(Collectors.joining()));
        Files.writeString(
                directory.resolve("code"),
                """
                0\t64\tapplication/classes\tshop.Main.main(String[])\t0
                64\t64\tapplication/words.jar\torg.words.Words.count(String)\t-1
                128\t64\tapplication/words.jar\torg.words.Words$$Lambda/0x1.run()\t-1
                192\t64\tjdk/java.lang\tjava.lang.String.length()\t-1
                """);
        Files.writeString(directory.resolve("objects"), "");
        Files.writeString(directory.resolve("embedded"), "words.txt\t200\tthe class path\n");
        Files.writeString(directory.resolve("files"), "");
        ReachabilityFile.write(
                ReachabilityFile.of(program()), directory, 0x200000, 0x100000080000L);
        Files.writeString(program(), "an image");
    }

    private Path program() {
        return directory.resolve("shop.elf");
    }

    /// A jar of small files.
    private Path jar(String path, Map<String, String> files) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        try (var jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (var entry : new TreeMap<>(files).entrySet()) {
                var named = new JarEntry(entry.getKey());
                named.setTime(0);
                jar.putNextEntry(named);
                jar.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private String bill() throws IOException {
        Path words =
                jar(
                        "words.jar",
                        Map.of(
                                "META-INF/maven/org.example/words/pom.properties",
                                "groupId=org.example\nartifactId=words\nversion=1.2\n",
                                "org/words/Words.class",
                                "",
                                "org/words/Unused.class",
                                "",
                                "words.txt",
                                ""));
        Path numbers = jar("numbers-2.0.jar", Map.of("org/numbers/Numbers.class", ""));
        jar("home/image-lib/morgana-net-0.1.0-SNAPSHOT.jar", Map.of("a", ""));
        jar("home/builder/svm-25.0.2.jar", Map.of("com/oracle/svm/core/VM.class", ""));
        jar("home/builder/svm-configure-25.0.2.jar", Map.of("c", ""));
        Path classes = Files.createDirectories(directory.resolve("classes"));
        Files.writeString(
                Files.createDirectories(classes.resolve("shop")).resolve("Main.class"), "");
        var image = new Image(program(), program(), ImageMetadata.parse("{\"name\": \"shop\"}"));
        var installation = new Installation(directory.resolve("home"), Path.of(""), Path.of(""));
        return BillOfMaterials.of(image, List.of(classes, words, numbers), installation);
    }

    @Test
    void aLibraryIsNamedWithItsHashAndWhatOfItIsInTheImage() throws IOException {
        String words = component("words").toPrettyString();
        assertEquals(
                """
                {
                  "type" : "library",
                  "group" : "org.example",
                  "name" : "words",
                  "version" : "1.2",
                  "purl" : "pkg:maven/org.example/words@1.2",
                  "hashes" : [ {
                    "alg" : "SHA-256",
                    "content" : "%s"
                  } ],
                  "scope" : "required",
                  "properties" : [ {
                    "name" : "morgana:image:classes",
                    "value" : "1"
                  }, {
                    "name" : "morgana:image:methods",
                    "value" : "2"
                  }, {
                    "name" : "morgana:image:resources",
                    "value" : "1"
                  } ]
                }\
                """
                        .formatted(Component.sha256(directory.resolve("words.jar"))),
                words);
    }

    @Test
    void whatIsNotReachedIsExcluded() throws IOException {
        assertEquals("excluded 0 0 0", summary(component("numbers")));
        assertEquals("excluded 0 0 0", summary(component("morgana-net")));
        assertEquals("required 1 0 0", summary(component("svm")));
        assertFalse(bill().contains("svm-configure"));
    }

    @Test
    void theProgramItselfCountsItsClasses() throws IOException {
        JsonNode program = new ObjectMapper().readTree(bill()).at("/metadata/component");
        assertEquals("shop", program.get("name").asText());
        assertEquals("required 1 1 0", summary(program));
    }

    @Test
    void onlyTheModulesOfTheJdkThatAreInTheImageAreListed() throws IOException {
        JsonNode jdk = component("openjdk");
        assertEquals(Runtime.version().toString(), jdk.get("version").asText());
        assertEquals(1, jdk.get("components").size());
        JsonNode base = jdk.get("components").get(0);
        assertEquals("java.base", base.get("name").asText());
        assertEquals("required 1 1 0", summary(base));
    }

    /// The same image of the same jars is written in another folder, its classes in another order, by somebody with other digits in another time zone.
    @Test
    void equalImagesHaveEqualBills() throws IOException {
        String bill = bill();
        assertTrue(bill.startsWith("{\n  \"bomFormat\" : \"CycloneDX\",\n"), bill);
        Locale language = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            directory = Files.createDirectory(directory.resolve("elsewhere"));
            image(CLASSES.reversed());
            assertEquals(bill, bill());
        } finally {
            Locale.setDefault(language);
            TimeZone.setDefault(zone);
        }
    }

    private JsonNode component(String name) throws IOException {
        for (JsonNode component : new ObjectMapper().readTree(bill()).get("components")) {
            if (component.get("name").asText().equals(name)) {
                return component;
            }
        }
        throw new AssertionError("no component " + name + " in " + bill());
    }

    private static String summary(JsonNode component) {
        var summary = new StringBuilder(component.get("scope").asText());
        component
                .get("properties")
                .forEach(property -> summary.append(' ').append(property.get("value").asText()));
        return summary.toString();
    }

    @Test
    void theHashIsSha256() throws IOException {
        Path file = Files.writeString(directory.resolve("abc"), "abc");
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                Component.sha256(file));
    }
}
