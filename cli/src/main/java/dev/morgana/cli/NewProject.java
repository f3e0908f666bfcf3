package dev.morgana.cli;

import dev.morgana.image.Versions;
import dev.morgana.launch.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// The files of a new project, from the templates beside this class.
///
/// @param folder an absolute path; its last name becomes the project's
record NewProject(Path folder) {
    private static final List<String> FILES =
            List.of(
                    "pom.xml",
                    "README.md",
                    ".gitignore",
                    "src/main/java/com/example/Main.java",
                    "src/main/java/com/example/MainMachine.java",
                    "src/test/java/com/example/MainIT.java");

    /// Makes sure that nothing is overwritten.
    ///
    /// @throws UsageException if there is something in the way
    void requireEmpty() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new UsageException("%s is a file: name a new folder".formatted(folder));
        }
        try (var files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new UsageException("%s is not empty: name a new folder".formatted(folder));
            }
        }
    }

    /// Writes the files, making folders as needed.
    void write() throws IOException {
        for (String file : FILES) {
            Path written = folder.resolve(file);
            Files.createDirectories(written.getParent());
            Files.writeString(
                    written,
                    template(file)
                            .replace("@name@", name())
                            .replace("@version@", Versions.morgana()));
        }
    }

    /// The folder's name as Maven likes those of artifacts: small letters, digits, dots and hyphens, a letter first.
    String name() {
        String name =
                String.valueOf(folder.getFileName())
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9.-]+", "-")
                        .replaceAll("^[^a-z]+", "");
        return name.isEmpty() ? "app" : name;
    }

    /// A template's file has no dot in front: Maven would leave it out of the jar.
    private static String template(String file) throws IOException {
        String resource = "project/" + file.replaceAll("^\\.", "");
        try (var content =
                Objects.requireNonNull(NewProject.class.getResourceAsStream(resource), resource)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
