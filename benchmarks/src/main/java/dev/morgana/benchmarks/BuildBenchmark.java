package dev.morgana.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/// How long the image of a copy of `examples/web` takes to build: from nothing, after a change of the program, the same with `--quick`, and when nothing has changed. Maven's part is in it, that of the tool's own sources is not.
final class BuildBenchmark {
    private static final String APPLICATION = "benchmarks/target/build/web";
    private static final Path MAIN = Path.of("src/main/java/dev/morgana/examples/web/Main.java");

    /// What a change changes: a text that the program prints.
    private static final String TEXT = "\"listening on ";

    private static final double SECOND = 1e9;

    private final Path copy = Tools.file(APPLICATION);
    private final Map<String, List<Long>> times = new LinkedHashMap<>();
    private int changes;

    private BuildBenchmark() {}

    /// Builds in each of `rounds` rounds all four, in turns, and prints the times.
    static void run(int rounds) throws IOException, InterruptedException {
        // The tool itself is up to date then.
        Tools.command(Tools.file("."), List.of("./morgana", "--version"));
        var benchmark = new BuildBenchmark();
        for (int round = 0; round < rounds; round++) {
            benchmark.round();
        }
        System.out.print(benchmark.table(rounds));
    }

    private void round() throws IOException, InterruptedException {
        renew();
        measure("from nothing", List.of());
        change();
        measure("after a change", List.of());
        change();
        measure("after a change, --quick", List.of("--quick"));
        measure("nothing changed, --quick", List.of("--quick"));
    }

    private Table table(int rounds) {
        var table =
                new Table("web, s, of " + rounds + " builds each", "minimum", "median", "maximum");
        times.forEach((name, nanos) -> {
            Samples samples = Samples.of(nanos.stream().flatMapToLong(LongStream::of));
            table.row(
                    name,
                    seconds(samples.minimum()),
                    seconds(samples.median()),
                    seconds(samples.maximum()));
        });
        return table;
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / SECOND);
    }

    private void measure(String name, List<String> options)
            throws IOException, InterruptedException {
        Tools.progress(name);
        long start = System.nanoTime();
        Tools.build(APPLICATION, copy.resolveSibling("web.elf"), options);
        long end = System.nanoTime();
        times.computeIfAbsent(name, _ -> new ArrayList<>()).add(end - start);
    }

    /// Makes the copy anew: sources only.
    private void renew() throws IOException {
        delete(copy);
        Path source = Tools.file("examples/web");
        copy(source.resolve("src"), copy.resolve("src"));
        Files.writeString(
                copy.resolve("pom.xml"),
                Files.readString(source.resolve("pom.xml"))
                        .replace("../../pom.xml", "../../../../pom.xml"));
    }

    private void change() throws IOException {
        Path main = copy.resolve(MAIN);
        String text = Files.readString(main);
        if (!text.contains(TEXT)) {
            throw new IOException(main + " lacks " + TEXT);
        }
        changes++;
        Files.writeString(main, text.replace(TEXT, TEXT + "(" + changes + ") "));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
