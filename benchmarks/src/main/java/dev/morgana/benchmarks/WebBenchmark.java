package dev.morgana.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/// `examples/web` as an image beside the same program on this machine's JVM: start to first answer, answers in a second, latency.
/// Under TCG the image's processor is emulated; the ratio says what that and the image cost together.
final class WebBenchmark {
    private static final String PATH = "/api/status";
    private static final String MEMORY = "64M";

    private final int rounds;
    private final int requests;
    private final Path image;

    private WebBenchmark(int rounds, int requests, Path image) {
        this.rounds = rounds;
        this.requests = requests;
        this.image = image;
    }

    /// Starts a server that is reached on ports of the loopback address.
    private interface Start {
        Process on(List<Integer> ports) throws IOException;
    }

    /// Starts both `rounds` times in turns, then puts both under the same load of `requests` requests.
    static void run(int rounds, int requests) throws IOException, InterruptedException {
        new WebBenchmark(rounds, requests, Tools.image("examples/web")).run();
    }

    private void run() throws IOException, InterruptedException {
        List<Long> imageStarts = new ArrayList<>();
        List<Long> jvmStarts = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            imageStarts.add(firstAnswer(this::startImage));
            jvmStarts.add(firstAnswer(WebBenchmark::startJvm));
        }
        var starts = new Table("ms, of " + rounds + " starts", "minimum", "median", "maximum");
        Samples imageStart =
                add(starts, "image (" + MEMORY + "): QEMU start to first answer", imageStarts);
        Samples jvmStart = add(starts, "JVM: process start to first answer", jvmStarts);
        System.out.println(starts);
        System.out.printf(
                Locale.ROOT,
                "image against JVM: %.2f (medians)%n%n",
                (double) imageStart.median() / jvmStart.median());
        var load =
                new Table(
                        "requests for " + PATH,
                        "image 1/s",
                        "p50 ms",
                        "p99 ms",
                        "errors",
                        "JVM 1/s",
                        "p50 ms",
                        "p99 ms",
                        "errors",
                        "image/JVM");
        load(load, "1 connection, keep-alive", 1, true);
        load(load, "64 connections, keep-alive", 64, true);
        load(load, "1 connection at a time, one request each", 1, false);
        load(load, "64 connections at a time, one request each", 64, false);
        System.out.println(load);
    }

    private void load(Table table, String name, int connections, boolean keepAlive)
            throws IOException, InterruptedException {
        HttpLoad.Outcome ours = under(this::startImage, connections, connections, keepAlive);
        HttpLoad.Outcome theirs = under(WebBenchmark::startJvm, 1, connections, keepAlive);
        List<String> cells = new ArrayList<>(List.of(name));
        for (HttpLoad.Outcome outcome : List.of(ours, theirs)) {
            cells.add(String.format(Locale.ROOT, "%.0f", outcome.rate()));
            cells.add(Samples.millis(outcome.latencies().median()));
            cells.add(Samples.millis(outcome.latencies().percentile(99)));
            cells.add(String.valueOf(outcome.failures().size()));
        }
        cells.add(String.format(Locale.ROOT, "%.2f", ours.rate() / theirs.rate()));
        table.row(cells.toArray(String[]::new));
    }

    private HttpLoad.Outcome under(Start start, int forwarded, int connections, boolean keepAlive)
            throws IOException, InterruptedException {
        List<Integer> ports = Tools.freePorts(forwarded);
        Process process = start.on(ports);
        try {
            awaitAnswer(process, ports.getFirst());
            new HttpLoad(ports, PATH, requests / 5, connections, keepAlive)
                    .run(answer -> answer.status() == 200);
            return new HttpLoad(ports, PATH, requests, connections, keepAlive)
                    .run(answer -> answer.status() == 200);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static long firstAnswer(Start start) throws IOException, InterruptedException {
        List<Integer> ports = Tools.freePorts(1);
        long begun = System.nanoTime();
        Process process = start.on(ports);
        try {
            awaitAnswer(process, ports.getFirst());
            return System.nanoTime() - begun;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void awaitAnswer(Process process, int port)
            throws IOException, InterruptedException {
        while (true) {
            try (var connection = HttpConnection.open(port)) {
                if (connection.get(PATH, true).status() == 200) {
                    return;
                }
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IOException("the server has ended", e);
                }
                Thread.sleep(1);
            }
        }
    }

    private Process startImage(List<Integer> ports) throws IOException {
        return Qemu.image(image, MEMORY).forwarding(ports).start();
    }

    private static Process startJvm(List<Integer> ports) throws IOException {
        Path classes = Tools.file("examples/web/target/classes");
        if (!Files.isDirectory(classes)) {
            throw new IOException("not compiled: " + classes);
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xmx64m",
                        "-cp",
                        classes.toString(),
                        "dev.morgana.examples.web.Main",
                        String.valueOf(ports.getFirst()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Samples add(Table table, String name, List<Long> nanos) {
        Samples samples = Samples.of(nanos.stream().flatMapToLong(LongStream::of));
        table.row(
                name,
                Samples.millis(samples.minimum()),
                Samples.millis(samples.median()),
                Samples.millis(samples.maximum()));
        return samples;
    }
}
