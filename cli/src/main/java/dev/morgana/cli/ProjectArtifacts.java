package dev.morgana.cli;

import dev.morgana.image.Directories;
import dev.morgana.image.Versions;
import dev.morgana.launch.Host;
import dev.morgana.launch.HostException;
import dev.morgana.launch.Maven;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a user's project names in its pom, where Maven finds it: the artifacts in the local repository, and the parts of the tool that
/// are no artifacts in the user's cache.
final class ProjectArtifacts {
    private ProjectArtifacts() {}

    /// Installs them from the repository that the launcher belongs to.
    ///
    /// @throws HostException if Maven is missing or fails
    static void install(Terminal terminal) throws IOException {
        terminal.progress("installing the artifacts of Morgana for Maven", 0);
        Path pom = Host.repository().resolve("pom.xml");
        Maven.run(
                "Maven could not install the artifacts of Morgana",
                Host.repository(),
                Host.repository().resolve("target/morgana/maven.log"),
                List.of(
                        "-f",
                        pom.toString(),
                        "-pl",
                        "maven-plugin,junit",
                        "-am",
                        "-Dmaven.test.skip",
                        "-Dquick",
                        "install"));
        copy(Host.home(), Host.installed());
        terminal.say("installed: version " + Versions.morgana());
    }

    private static void copy(Path home, Path installed) throws IOException {
        Files.createDirectories(installed.getParent());
        Path fresh = Files.createTempDirectory(installed.getParent(), "fresh-");
        try {
            copyTree(home, fresh);
            Directories.delete(installed);
            Files.move(fresh, installed);
        } finally {
            Directories.delete(fresh);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (var tree = Files.walk(from)) {
            for (Path file : tree.toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copied);
                } else {
                    Files.copy(file, copied);
                }
            }
        }
    }
}
