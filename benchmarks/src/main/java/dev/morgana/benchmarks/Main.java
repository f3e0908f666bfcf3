package dev.morgana.benchmarks;

/// Runs one benchmark: `boot [ROUNDS]` or `web [ROUNDS [REQUESTS]]`.
public final class Main {
    private Main() {}

    /// Runs the benchmark that the first argument names.
    public static void main(String[] arguments) throws Exception {
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "boot" -> BootBenchmark.run(number(arguments, 1, 20));
            case "web" -> WebBenchmark.run(number(arguments, 1, 10), number(arguments, 2, 10_000));
            default -> {
                System.err.println("usage: benchmarks/run boot [ROUNDS] | web [ROUNDS [REQUESTS]]");
                System.exit(64);
            }
        }
    }

    private static int number(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }
}
