package dev.morgana.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/// The files through which the classes inside the builder's JVM hear what they need and tell what they found.
final class HostedReport {
    private static final String PROPERTY = "-Ddev.morgana.report.";
    private static final String REDUCTIONS = "reductions";

    /// A compiled method.
    ///
    /// @param offset its distance from the first method, in bytes
    /// @param size bytes
    /// @param origin where its class comes from, as `kind/part`
    /// @param name class, method and parameter types
    record CompiledMethod(long offset, long size, String origin, String name) {}

    /// The objects of the image heap of one origin.
    record HeapShare(String origin, long bytes, long objects) {}

    private final Path directory;
    private final List<Path> library;
    private final boolean missingAllowed;

    private HostedReport(Path directory, List<Path> library, boolean missingAllowed) {
        this.directory = directory;
        this.library = library;
        this.missingAllowed = missingAllowed;
    }

    /// Prepares a report in `directory`, which is made.
    ///
    /// @param library the jars that are Morgana's own part of the image
    /// @param machineSymbols the C functions of the machine layer
    /// @param resources names of the class-path resources that the image shall hold
    /// @param missingAllowed whether a native method that nobody implements is no error
    static HostedReport prepare(
            Path directory,
            List<Path> library,
            Iterable<String> machineSymbols,
            List<String> resources,
            boolean missingAllowed)
            throws IOException {
        Files.createDirectories(directory);
        Files.write(directory.resolve("machine-symbols"), machineSymbols);
        Files.write(directory.resolve("resources"), resources);
        return new HostedReport(directory, library, missingAllowed);
    }

    /// The report that a build has left in `directory`, for reading only.
    static HostedReport at(Path directory) {
        return new HostedReport(directory, List.of(), false);
    }

    /// Keeps what was decided about reductions, for the builder and for the image's description.
    void decide(List<ReductionDecision> decisions) throws IOException {
        Files.write(
                directory.resolve(REDUCTIONS),
                decisions.stream()
                        .map(decision ->
                                String.join(
                                        "\t",
                                        decision.name(),
                                        decision.meaning(),
                                        decision.preventedBy()))
                        .toList());
    }

    /// What was decided about reductions.
    List<ReductionDecision> reductions() throws IOException {
        return rows(directory.resolve(REDUCTIONS)).stream()
                .map(row -> new ReductionDecision(row[0], row[1], row[2]))
                .toList();
    }

    /// Options for the builder's JVM that tell the hosted classes where the files are.
    List<String> properties() {
        return List.of(
                PROPERTY + "directory=" + directory,
                PROPERTY + "machine-symbols=" + directory.resolve("machine-symbols"),
                PROPERTY + "resources=" + directory.resolve("resources"),
                PROPERTY
                        + "library="
                        + library.stream().map(Path::toString).collect(Collectors.joining(":")),
                PROPERTY + "allow-missing-natives=" + missingAllowed);
    }

    /// The native methods that the program can reach; empty if the builder did not come so far.
    List<NativeMethod> natives() throws IOException {
        return natives(nativesFile());
    }

    /// The native methods in a copy of [#nativesFile()]; empty if there is none.
    static List<NativeMethod> natives(Path file) throws IOException {
        return rows(file).stream().map(HostedReport::nativeMethod).toList();
    }

    /// Where the files are.
    Path directory() {
        return directory;
    }

    /// The file that lists the native methods.
    Path nativesFile() {
        return directory.resolve("natives");
    }

    /// The compiled methods, in the order of the code.
    List<CompiledMethod> code() throws IOException {
        return rows(directory.resolve("code")).stream()
                .map(row ->
                        new CompiledMethod(
                                Long.parseLong(row[0]), Long.parseLong(row[1]), row[2], row[3]))
                .toList();
    }

    /// The image heap by origin.
    List<HeapShare> heap() throws IOException {
        return rows(directory.resolve("heap")).stream()
                .map(row -> new HeapShare(row[0], Long.parseLong(row[1]), Long.parseLong(row[2])))
                .toList();
    }

    /// Facts about the program, by name.
    Properties facts() throws IOException {
        var facts = new Properties();
        try (var reader = Files.newBufferedReader(directory.resolve("facts"))) {
            facts.load(reader);
        }
        return facts;
    }

    private static NativeMethod nativeMethod(String[] row) {
        return new NativeMethod(
                row[1],
                row[2],
                NativeMethod.Origin.valueOf(row[0]),
                List.copyOf(Arrays.asList(row).subList(3, row.length)));
    }

    private static List<String[]> rows(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(line -> line.split("\t", -1)).toList()
                : List.of();
    }
}
