package dev.morgana.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/// What images of the tests run on. The compiled program is the same, so that the second image of a program is only linked.
enum Where {
    /// A virtual machine in QEMU.
    QEMU(".elf"),

    /// A process that confines itself, at the host's own speed.
    PROCESS(".process");

    private static final Path IMAGES = Morgana.ROOT.resolve("system-tests/target");
    private static final List<String> NO_NETWORK = List.of("--net", "none");

    private static final Map<Path, FutureTask<Transcript>> BUILDS = new ConcurrentHashMap<>();

    private final String suffix;

    Where(String suffix) {
        this.suffix = suffix;
    }

    /// Builds the image of `application`, or waits until [BuildAhead] has. That of an example fails if the image is larger than its [Budget]. A build that failed is forgotten: whoever needs the image next tries again.
    void build(String application) throws IOException, InterruptedException {
        FutureTask<Transcript> building = building(application);
        building.run();
        boolean built = false;
        try {
            building.get().assertStatus(0);
            built = true;
        } catch (ExecutionException e) {
            throw new IOException("no image of " + application, e.getCause());
        } finally {
            if (!built) {
                BUILDS.remove(image(application), building);
            }
        }
    }

    /// Builds the image of `application`, once in each run of the tests unless that fails: the thread that runs it first does.
    FutureTask<Transcript> building(String application) {
        return BUILDS.computeIfAbsent(
                image(application), image -> new FutureTask<>(() -> build(application, image)));
    }

    private Transcript build(String application, Path image)
            throws IOException, InterruptedException {
        System.out.println("building the image of " + application + " for " + this);
        Files.createDirectories(IMAGES);
        List<String> words = new ArrayList<>(List.of("build"));
        words.addAll(program(application));
        words.addAll(List.of("-o", image.toString()));
        Budget.of(application)
                .ifPresent(budget ->
                        words.addAll(List.of("--max-size", String.valueOf(budget.most()))));
        return Morgana.run(words.toArray(String[]::new));
    }

    /// The words that name a program and what it becomes. One of a single source file is built in little time.
    private List<String> program(String application) {
        List<String> words = new ArrayList<>(List.of(application, "--target", target()));
        if (application.endsWith(".java")) {
            words.add("--quick");
        }
        return words;
    }

    /// Where [#build] puts an image.
    Path image(String application) {
        return IMAGES.resolve(Path.of(application).getFileName() + suffix);
    }

    /// Starts an application with further words for `morgana run`.
    Session start(String application, List<String> words) throws IOException, InterruptedException {
        return Morgana.start(words(application, words).toArray(String[]::new));
    }

    /// Runs an application to its end, with an empty standard input.
    Transcript run(String application, String... words) throws IOException, InterruptedException {
        return Morgana.run(words(application, List.of(words)).toArray(String[]::new));
    }

    /// The words that run an application, whose image is built now, with further ones.
    List<String> words(String application, List<String> words)
            throws IOException, InterruptedException {
        if (this == PROCESS && (words.contains("-p") || words.contains("user"))) {
            Host.program("passt");
        }
        build(application);
        List<String> line = new ArrayList<>(List.of("run"));
        line.addAll(program(application));
        line.addAll(words);
        return line;
    }

    /// Runs the probe without a network on one of its checks; `words` are the check and its arguments.
    Transcript probe(String... words) throws IOException, InterruptedException {
        return probe(NO_NETWORK, words);
    }

    /// Runs the probe with more options.
    Transcript probe(List<String> options, String... words)
            throws IOException, InterruptedException {
        try (Session session = startProbe(options, words)) {
            return session.endInput().end();
        }
    }

    /// Starts the probe without a network and leaves it running.
    Session startProbe(String check) throws IOException, InterruptedException {
        return startProbe(NO_NETWORK, check);
    }

    /// Starts the probe and leaves it running.
    Session startProbe(List<String> options, String... words)
            throws IOException, InterruptedException {
        return start(
                Morgana.PROBE,
                Stream.of(options, List.of("--"), List.of(words)).flatMap(List::stream).toList());
    }

    private String target() {
        return name().toLowerCase(Locale.ROOT);
    }
}
