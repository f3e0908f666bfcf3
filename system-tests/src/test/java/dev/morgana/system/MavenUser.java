package dev.morgana.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A user with a home of its own: no artifact of Morgana is in its local repository, and no part of the tool in its cache. What others have
/// downloaded from Central it takes from the repository of the user who runs the tests. It has a copy of the sources, since the jars that are
/// built on the way would replace those that the running tests are loaded from.
///
/// @param become the words before a command that it runs with its own rights; none if it is who runs the tests
record MavenUser(Path home, Path sources, List<String> become) {
    private static final String NOBODY = "65534";

    /// Somebody who may read all files, as the repository may lie in root's folder, and write its own only.
    private static final List<String> AS_NOBODY =
            List.of(
                    "setpriv",
                    "--reuid=" + NOBODY,
                    "--regid=" + NOBODY,
                    "--clear-groups",
                    "--inh-caps=+dac_read_search",
                    "--ambient-caps=+dac_read_search");

    /// A new user, with the rights of who runs the tests.
    static MavenUser in(Path home) throws IOException, InterruptedException {
        Path sources = Files.createDirectories(home.resolve("morgana"));
        Morgana.copySources(sources);
        Path here = Path.of(System.getProperty("user.home"), ".m2/repository");
        Files.writeString(
                Files.createDirectories(home.resolve(".m2")).resolve("settings.xml"),
                """
                <settings>
                  <profiles>
                    <profile>
                      <id>here</id>
                      <repositories>
                        <repository><id>here</id><url>%1$s</url></repository>
                      </repositories>
                      <pluginRepositories>
                        <pluginRepository><id>here</id><url>%1$s</url></pluginRepository>
                      </pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>here</activeProfile></activeProfiles>
                </settings>
                """
                        .formatted(here.toUri()));
        return new MavenUser(home, sources, List.of());
    }

    /// The same home as another user of this host, for whom only root can run commands.
    MavenUser nobody() throws IOException, InterruptedException {
        Host.run("", "chown", List.of("-R", NOBODY + ":" + NOBODY, home.toString()))
                .assertStatus(0);
        return new MavenUser(home, sources, AS_NOBODY);
    }

    /// Runs `./morgana`.
    Transcript morgana(String... words) throws IOException, InterruptedException {
        return morgana(Map.of(), words);
    }

    /// Runs `./morgana` with more in its environment.
    Transcript morgana(Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        return run(sources, environment, sources.resolve("morgana").toString(), words);
    }

    /// Runs Maven in a project's folder.
    Transcript maven(Path project, String... words) throws IOException, InterruptedException {
        return run(project, Map.of(), Host.program("mvn").toString(), words);
    }

    private Transcript run(
            Path directory, Map<String, String> environment, String command, String... words)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(become);
        line.add(command);
        line.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "MAVEN_OPTS",
                                "-Duser.home=" + home,
                                "XDG_CACHE_HOME",
                                home.resolve(".cache").toString(),
                                "JAVA_HOME",
                                System.getProperty("java.home")));
        builder.environment().putAll(environment);
        try (Session session = new Session(line, builder.start())) {
            return session.endInput().end();
        }
    }
}
