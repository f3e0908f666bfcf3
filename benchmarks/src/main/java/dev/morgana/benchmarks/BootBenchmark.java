package dev.morgana.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/// The start of `examples/hello` beside an empty kernel that only powers off, in turns.
final class BootBenchmark {
    private BootBenchmark() {}

    /// Boots both `rounds` times and prints the times and their ratio.
    static void run(int rounds) throws IOException, InterruptedException {
        Path hello = Tools.image("examples/hello");
        Path empty = Tools.emptyKernel();
        List<Qemu.Boot> helloBoots = new ArrayList<>();
        List<Qemu.Boot> emptyBoots = new ArrayList<>();
        for (int round = -1; round < rounds; round++) {
            Qemu.Boot helloBoot = Qemu.image(hello, "64M").boot();
            Qemu.Boot emptyBoot = Qemu.image(empty, "64M").boot();
            if (round >= 0) { // the first of each warms the file cache
                helloBoots.add(helloBoot);
                emptyBoots.add(emptyBoot);
            }
        }
        var table = new Table("ms, of " + rounds + " boots", "minimum", "median", "maximum");
        Samples output =
                add(table, "hello: QEMU start to first output", helloBoots, Qemu.Boot::toOutput);
        add(table, "hello: QEMU start to its end", helloBoots, Qemu.Boot::toEnd);
        add(table, "hello: guest's entry to main (guest clock)", helloBoots, Qemu.Boot::toMain);
        Samples end =
                add(table, "empty kernel: QEMU start to its end", emptyBoots, Qemu.Boot::toEnd);
        System.out.print(table);
        System.out.printf(
                Locale.ROOT,
                "hello's output against the empty kernel's end: %.2f (medians), %.2f (minima)%n",
                (double) output.median() / end.median(),
                (double) output.minimum() / end.minimum());
    }

    private static Samples add(
            Table table, String name, List<Qemu.Boot> boots, ToLongFunction<Qemu.Boot> time) {
        Samples samples = Samples.of(boots.stream().mapToLong(time));
        table.row(
                name,
                Samples.millis(samples.minimum()),
                Samples.millis(samples.median()),
                Samples.millis(samples.maximum()));
        return samples;
    }
}
