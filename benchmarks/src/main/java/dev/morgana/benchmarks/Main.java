package dev.morgana.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Runs the benchmark that the first argument names.
public final class Main {
    /// The word that a program started inside of the namespace finds; not for people.
    static final String INSIDE = "guests-inside";

    private static final String USAGE =
            """
            usage: benchmarks/run boot [ROUNDS]                    examples/hello against an empty kernel
                   benchmarks/run web [ROUNDS [REQUESTS]]          examples/web against this machine's JVM
                   benchmarks/run build [ROUNDS]                   the build of web's image, also after a change and with --quick
                   benchmarks/run reductions                       the bytes that each reduction takes from images of examples
                   benchmarks/run instructions [REQUESTS [IMAGE]]  what examples/web executes for a request; needs a QEMU with plugins
                   benchmarks/run cpus [ROUNDS]                    computing on two processors against one; needs two idle cores
                   benchmarks/run guests [--runs N]                examples/web against Linux guests; needs root; 5 runs take a quarter of an hour
                   benchmarks/run process [ROUNDS]                 images as processes against this machine's JVM and nginx; needs root and two cores
                   benchmarks/run --help
            """;

    private Main() {}

    /// Exit status 0, 64 after a wrong use, 1 when the machine lacks something.
    public static void main(String[] arguments) throws InterruptedException {
        List<String> words = List.of(arguments);
        try {
            run(words.isEmpty() ? "" : words.getFirst(), words);
        } catch (NumberFormatException e) {
            wrongUse();
        } catch (IOException e) {
            System.err.println("benchmarks: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(String name, List<String> words)
            throws IOException, InterruptedException {
        switch (name) {
            case "boot" -> BootBenchmark.run(number(words, 1, 20));
            case "web" -> WebBenchmark.run(number(words, 1, 10), number(words, 2, 10_000));
            case "build" -> BuildBenchmark.run(number(words, 1, 3));
            case "reductions" -> ReductionsBenchmark.run();
            case "instructions" -> InstructionsBenchmark.run(number(words, 1, 4_000), image(words));
            case "cpus" -> CpusBenchmark.run(number(words, 1, 5));
            case "guests" -> System.exit(GuestsBenchmark.run(runs(words)));
            case "process" -> System.exit(ProcessBenchmark.run(number(words, 1, 5)));
            case ProcessBenchmark.INSIDE -> ProcessBenchmark.measure(number(words, 1, 1));
            case INSIDE -> GuestsBenchmark.measure(number(words, 1, 1));
            case "--help" -> System.out.print(USAGE);
            default -> wrongUse();
        }
    }

    private static void wrongUse() {
        System.err.print(USAGE);
        System.exit(64);
    }

    private static int number(List<String> words, int index, int otherwise) {
        return words.size() > index ? positive(words.get(index)) : otherwise;
    }

    private static int positive(String word) {
        int number = Integer.parseInt(word);
        if (number < 1) {
            throw new NumberFormatException(word);
        }
        return number;
    }

    /// The image that is named, or `examples/web` as it is now.
    private static Path image(List<String> words) throws IOException, InterruptedException {
        return words.size() > 2
                ? Path.of(words.get(2)).toAbsolutePath()
                : Tools.image("examples/web");
    }

    private static int runs(List<String> words) {
        if (words.size() == 1) {
            return 5;
        }
        if (words.size() != 3 || !words.get(1).equals("--runs")) {
            throw new NumberFormatException(words.toString());
        }
        return positive(words.get(2));
    }
}
