package dev.morgana.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// The same work on a machine with one processor and on one with two, in turns: two threads that compute, and a parallel stream.
///
/// The host needs two idle cores, or it is the host that is measured.
final class CpusBenchmark {
    private static final Pattern TIMES = Pattern.compile("threads (\\d+) stream (\\d+) ");

    private CpusBenchmark() {}

    /// What one boot measured, in nanoseconds of the guest's clock.
    private record Times(long threads, long stream) {}

    /// Boots both machines `rounds` times and prints the times, and their ratios within each round.
    static void run(int rounds) throws IOException, InterruptedException {
        Path image = Tools.image("system-tests/probe");
        List<Times> one = new ArrayList<>();
        List<Times> two = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            one.add(compute(image, 1));
            two.add(compute(image, 2));
        }
        var table =
                new Table(
                        "of " + rounds + " boots each",
                        "1 CPU, ms (median)",
                        "2 CPUs, ms (median)",
                        "ratio: minimum",
                        "median",
                        "maximum");
        row(
                table,
                "two threads that compute",
                one.stream().mapToLong(Times::threads).toArray(),
                two.stream().mapToLong(Times::threads).toArray());
        row(
                table,
                "a parallel stream",
                one.stream().mapToLong(Times::stream).toArray(),
                two.stream().mapToLong(Times::stream).toArray());
        System.out.print(table);
    }

    private static void row(Table table, String name, long[] one, long[] two) {
        var ratios = LongStream.range(0, one.length).map(i -> 1000 * one[(int) i] / two[(int) i]);
        Samples thousandths = Samples.of(ratios);
        table.row(
                name,
                Samples.millis(Samples.of(LongStream.of(one)).median()),
                Samples.millis(Samples.of(LongStream.of(two)).median()),
                ratio(thousandths.minimum()),
                ratio(thousandths.median()),
                ratio(thousandths.maximum()));
    }

    private static String ratio(long thousandths) {
        return String.format(Locale.ROOT, "%.2f", thousandths / 1000.0);
    }

    private static Times compute(Path image, int cpus) throws IOException {
        Process process =
                Qemu.image(image, "64M")
                        .with("-smp", String.valueOf(cpus), "-append", "-- compute 1")
                        .start();
        try {
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher times = TIMES.matcher(output);
            if (!times.find()) {
                throw new IOException("the image measured nothing: " + output);
            }
            return new Times(Long.parseLong(times.group(1)), Long.parseLong(times.group(2)));
        } finally {
            process.destroyForcibly();
        }
    }
}
