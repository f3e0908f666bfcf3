package dev.morgana.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Runs `./morgana` in the project's root.
final class Morgana {
    /// The root of the project.
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /// The program with many checks.
    static final String PROBE = "system-tests/probe";

    private static final Path IMAGES = ROOT.resolve("system-tests/target");
    private static final Set<String> BUILT = new HashSet<>();

    private Morgana() {}

    /// Starts the command; nothing comes on its standard input until the session is told to.
    static Session start(String... words) throws IOException {
        // A shell that runs the tests in the background lets them ignore SIGINT, and children
        // inherit that.
        List<String> line =
                new ArrayList<>(List.of("env", "--default-signal=INT,HUP,QUIT,TERM", "./morgana"));
        line.addAll(List.of(words));
        return new Session(
                List.of(words), new ProcessBuilder(line).directory(ROOT.toFile()).start());
    }

    /// Runs the command to its end, with an empty standard input.
    static Transcript run(String... words) throws IOException, InterruptedException {
        try (Session session = start(words)) {
            return session.endInput().end();
        }
    }

    /// Builds the image of `application`, once in each run of the tests.
    static synchronized void build(String application) throws IOException, InterruptedException {
        if (BUILT.add(application)) {
            System.out.println("building the image of " + application);
            Files.createDirectories(IMAGES);
            run("build", application, "-o", image(application).toString()).assertStatus(0);
        }
    }

    /// Where [#build] puts an image.
    static Path image(String application) {
        return IMAGES.resolve(Path.of(application).getFileName() + ".elf");
    }

    /// Boots the probe without a network on one of its checks; `words` are the check and its arguments.
    static Transcript probe(String... words) throws IOException, InterruptedException {
        return probe(List.of("--net", "none"), words);
    }

    /// Boots the probe with more options.
    static Transcript probe(List<String> options, String... words)
            throws IOException, InterruptedException {
        try (Session session = startProbe(options, words)) {
            return session.endInput().end();
        }
    }

    /// Boots the probe and leaves it running.
    static Session startProbe(List<String> options, String... words)
            throws IOException, InterruptedException {
        build(PROBE);
        List<String> line = new ArrayList<>(List.of("run", PROBE));
        line.addAll(options);
        line.add("--");
        line.addAll(List.of(words));
        return start(line.toArray(String[]::new));
    }
}
