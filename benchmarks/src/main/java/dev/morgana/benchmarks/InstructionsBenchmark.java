package dev.morgana.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How many instructions an image of `examples/web` takes to start and for a request, and in which functions: figures that a busy machine does not change much, unlike times.
final class InstructionsBenchmark {
    private static final String PATH = "/api/status";
    private static final String MEMORY = "64M";
    private static final int CONNECTIONS = 32;
    private static final int FUNCTIONS = 25;

    private final int requests;
    private final Path image;
    private final Path counts;

    private InstructionsBenchmark(int requests, Path image, Path counts) {
        this.requests = requests;
        this.image = image;
        this.counts = counts;
    }

    /// Starts an image of the example, which may be one of an earlier commit, and asks it `requests` times, after a fifth as many that are not counted.
    static void run(int requests, Path image) throws IOException, InterruptedException {
        Path counts = Tools.file("benchmarks/target/instructions.counts");
        new InstructionsBenchmark(requests, image, counts).run();
    }

    private void run() throws IOException, InterruptedException {
        Path plugin = Tools.file("benchmarks/target/instructions.so");
        Path source = Tools.file("benchmarks/src/main/plugin/instructions.c");
        Tools.command(
                Tools.file(""),
                List.of(
                        "gcc",
                        "-O2",
                        "-shared",
                        "-fPIC",
                        "-o",
                        plugin.toString(),
                        source.toString()));
        List<Integer> ports = Tools.freePorts(CONNECTIONS);
        Process process =
                Qemu.image(image, MEMORY)
                        .forwarding(ports)
                        .with("-plugin", plugin + ",counts=" + counts)
                        .start();
        try (var lines = process.inputReader()) {
            awaitListening(lines);
            long start = ExecutedBlocks.read(counts).instructions();
            ask(ports, requests / 5);
            ExecutedBlocks before = ExecutedBlocks.read(counts);
            ask(ports, requests);
            print(start, ExecutedBlocks.read(counts).since(before));
        } finally {
            process.destroyForcibly().waitFor();
            Files.deleteIfExists(counts);
        }
    }

    private static void awaitListening(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.contains(RunningGuest.LISTENING)) {
            System.err.println(line);
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("the server has ended");
        }
    }

    private static void ask(List<Integer> ports, int requests)
            throws IOException, InterruptedException {
        var outcome =
                new HttpLoad(ports, PATH, requests, CONNECTIONS, true)
                        .run(answer -> answer.status() == 200);
        if (!outcome.failures().isEmpty()) {
            throw new IOException(outcome.failures().getFirst());
        }
    }

    private void print(long start, ExecutedBlocks blocks) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "bytes of the image: %,d%ninstructions until it listens: %,d%ninstructions for a request: %,d%n%n",
                Files.size(image),
                start,
                blocks.instructions() / requests);
        Symbols symbols = Symbols.of(image);
        Map<String, Long> byFunction = new HashMap<>();
        blocks.runs()
                .forEach((block, runs) ->
                        byFunction.merge(
                                symbols.at(block.address()),
                                block.instructions() * runs,
                                Long::sum));
        var table = new Table("function", "instructions for a request", "%");
        byFunction.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(FUNCTIONS)
                .forEach(entry ->
                        table.row(
                                "`" + entry.getKey() + "`",
                                String.valueOf(entry.getValue() / requests),
                                String.format(
                                        Locale.ROOT,
                                        "%.1f",
                                        100.0 * entry.getValue() / blocks.instructions())));
        System.out.print(table);
    }
}
