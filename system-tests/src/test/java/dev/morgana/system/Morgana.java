package dev.morgana.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs `./morgana` in the project's root.
final class Morgana {
    /// The root of the project.
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /// The program with many checks.
    static final String PROBE = "system-tests/probe";

    private Morgana() {}

    /// Starts the command; nothing comes on its standard input until the session is told to.
    static Session start(String... words) throws IOException {
        return start(Map.of(), words);
    }

    /// Starts the command with more in its environment.
    static Session start(Map<String, String> environment, String... words) throws IOException {
        // A shell that runs the tests in the background lets them ignore SIGINT, and children
        // inherit that.
        List<String> line =
                new ArrayList<>(List.of("env", "--default-signal=INT,HUP,QUIT,TERM", "./morgana"));
        line.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(line).directory(ROOT.toFile());
        builder.environment().putAll(environment);
        return new Session(List.of(words), builder.start());
    }

    /// Runs the command to its end, with an empty standard input.
    static Transcript run(String... words) throws IOException, InterruptedException {
        try (Session session = start(words)) {
            return session.endInput().end();
        }
    }

    /// Copies the sources, as a clone would have them, into an empty folder.
    static void copySources(Path folder) throws IOException, InterruptedException {
        String copy = "git ls-files -z | xargs -0 cp --parents -t \"$0\"";
        List<String> line = List.of("sh", "-c", copy, folder.toString());
        ProcessBuilder copying = new ProcessBuilder(line).directory(ROOT.toFile());
        try (Session session = new Session(line, copying.start())) {
            session.endInput().end().assertStatus(0);
        }
    }

    /// Builds the image of `application` for QEMU, once in each run of the tests.
    static void build(String application) throws IOException, InterruptedException {
        Where.QEMU.build(application);
    }

    /// Where [#build] puts an image.
    static Path image(String application) {
        return Where.QEMU.image(application);
    }

    /// Boots the probe in QEMU without a network on one of its checks; `words` are the check and its arguments.
    static Transcript probe(String... words) throws IOException, InterruptedException {
        return Where.QEMU.probe(words);
    }

    /// Boots the probe in QEMU with more options.
    static Transcript probe(List<String> options, String... words)
            throws IOException, InterruptedException {
        return Where.QEMU.probe(options, words);
    }

    /// Options of `./morgana run` for a virtual machine whose only card is on a network of the test's own.
    ///
    /// @param network QEMU's: `NAME,id=wire,...`
    static List<String> cardOn(String network) {
        return List.of(
                "--net",
                "none",
                "--qemu",
                "-netdev",
                "--qemu",
                network,
                "--qemu",
                "-device",
                "--qemu",
                "virtio-net-device,netdev=wire");
    }

    /// Options of `./morgana run` for so much memory and so many processors, without a network.
    static List<String> machine(String memory, int cpus) {
        List<String> options = new ArrayList<>(List.of("--net", "none", "--memory", memory));
        if (cpus > 1) {
            options.addAll(List.of("--cpus", String.valueOf(cpus)));
        }
        return options;
    }

    /// Boots the probe in QEMU and leaves it running.
    static Session startProbe(List<String> options, String... words)
            throws IOException, InterruptedException {
        return Where.QEMU.startProbe(options, words);
    }
}
