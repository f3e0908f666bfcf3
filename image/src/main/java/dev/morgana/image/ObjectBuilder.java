package dev.morgana.image;

import dev.morgana.image.edges.AllocationEdges;
import dev.morgana.image.repeatable.RepeatableJdk;
import dev.morgana.image.smaller.SmallerBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// Compiles a program, the JDK classes it uses and Morgana's Java to one relocatable object, in a forked JDK.
final class ObjectBuilder {
    /// The name that the builder gives the object, before `.o`.
    static final String OBJECT_NAME = "image";

    private static final String MAIN =
            "org.graalvm.nativeimage.builder/com.oracle.svm.hosted.NativeImageGeneratorRunner";

    /// What the builder expects of its JVM; the first three have it compile ahead of time and not itself.
    private static final List<String> VIRTUAL_MACHINE =
            List.of(
                    "-XX:+UnlockExperimentalVMOptions",
                    "-XX:+EnableJVMCI",
                    "-XX:-UseJVMCICompiler",
                    // A short life: quicker and smaller than the default.
                    "-XX:TieredStopAtLevel=1",
                    "-Xss8m",
                    "-Xshare:off",
                    // What the image takes from the build machine is the same everywhere.
                    "-Duser.timezone=UTC",
                    "-Duser.language=en",
                    "-Duser.country=US",
                    "-Djdk.internal.lambda.disableEagerInitialization=true",
                    "-Djava.lang.invoke.InnerClassLambdaMetafactory.initializeLambdas=false",
                    // Branches between method handles count nothing and are not kept from being
                    // inlined: what a record's equals() is made of is compiled, and the machinery
                    // of method handles is not needed for it.
                    "-Djava.lang.invoke.MethodHandle.PROFILE_GWT=false",
                    "-Djava.lang.invoke.MethodHandle.DONT_INLINE_THRESHOLD=-1",
                    "-Djava.system.class.loader=com.oracle.svm.hosted.NativeImageSystemClassLoader",
                    "-Dcom.oracle.graalvm.isaot=true",
                    "-Dgraalvm.locatorDisabled=true",
                    "-Dorg.graalvm.nativeimage.imagecode=buildtime",
                    "-Dsubstratevm.IgnoreGraalVersionCheck=true",
                    "-Dorg.graalvm.version=" + Versions.graalvm(),
                    "-Dorg.graalvm.config=CE",
                    "-Dorg.graalvm.vendor=Morgana",
                    "-Dorg.graalvm.vendorurl=https://github.com/oracle/graal",
                    "-Dorg.graalvm.vendorversion=" + Versions.graalvm(),
                    "-DGraalVersion=" + Versions.graalvm());

    /// One thread does all the work, in one order.
    private static final List<String> ONE_THREAD =
            List.of("-XX:+UseSerialGC", "-Djava.util.concurrent.ForkJoinPool.common.parallelism=0");

    /// All processors work, in no order.
    private static final List<String> ALL_PROCESSORS =
            List.of(
                    "-XX:+UseParallelGC",
                    // Room for the builder's classes and for what is compiled of them: with the
                    // defaults, seven full collections look for what is unused, and find little.
                    "-XX:MetaspaceSize=256m",
                    "-XX:ReservedCodeCacheSize=256m");

    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C.UTF-8", "TZ", "UTC");

    /// What the builder sees of the user's environment: how programs are loaded.
    private static final List<String> PASSED = List.of("LD_LIBRARY_PATH", "LD_PRELOAD");

    private final Installation installation;
    private final BuildListener listener;

    ObjectBuilder(Installation installation, BuildListener listener) {
        this.installation = installation;
        this.listener = listener;
    }

    /// Builds the object for `spec` in the empty directory `work` and returns it. The hosted classes report into `report`.
    ///
    /// @throws ImageException if the builder fails, or the program can reach a native method that nobody implements
    Path build(ImageSpec spec, Path work, HostedReport report, UUID buildId) throws IOException {
        var command = command(spec, work, report, buildId);
        Path log = work.resolve("builder.log");
        Files.writeString(log, String.join("\n", command) + "\n");
        var builder =
                new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
        builder.environment().keySet().retainAll(PASSED);
        builder.environment().putAll(ENVIRONMENT);
        var process = builder.start();
        process.getOutputStream().close();
        // The builder must not outlive a build that was given up.
        var kill = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(kill);
        try {
            follow(process, log);
            if (Processes.waitFor(process) != 0) {
                throw failure(report, log);
            }
        } finally {
            process.destroyForcibly();
            removeHook(kill);
        }
        return object(work, log);
    }

    private List<String> command(ImageSpec spec, Path work, HostedReport report, UUID buildId)
            throws IOException {
        var uses = ProgramUses.of(new ClassPath(spec.classPath()));
        var command = new ArrayList<String>();
        command.add(installation.java().toString());
        command.addAll(VIRTUAL_MACHINE);
        command.addAll(order(spec, work));
        command.add("-Xmx" + heapMegabytes() + "m");
        command.addAll(report.properties());
        if (spec.settings().isPresent()) {
            Path settings = work.resolve("machine.properties");
            Files.writeString(settings, spec.settings().get().text());
            command.add("-Ddev.morgana.machine=" + settings);
        }
        command.add("-Ddev.morgana.main=" + spec.mainClass());
        var reduced =
                report.reductions().stream()
                        .filter(ReductionDecision::applied)
                        .map(ReductionDecision::name)
                        .toList();
        command.add("-Ddev.morgana.reductions=" + String.join(",", reduced));
        command.addAll(uses.properties());
        command.addAll(
                new BuilderModules(installation.builderJars())
                        .options(installation.javaHome(), work));
        Path smaller = SmallerBuilder.jar(installation.builderJars(), reduced::contains, work);
        Path edges = AllocationEdges.builderJar(installation.builderJars(), work);
        command.add(
                "--patch-module=%s=%s:%s:%s"
                        .formatted(
                                SmallerBuilder.MODULE,
                                installation.builderPatch(),
                                smaller,
                                edges));
        command.add(AllocationEdges.compilerOption(installation.builderJars(), work));
        command.addAll(List.of("--module", MAIN));
        command.add("-imagecp");
        var classPath = new ArrayList<>(installation.imageLibrary());
        classPath.addAll(PackedClassPath.of(spec.classPath(), work));
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(":")));
        command.addAll(
                NativeImageOptions.of(
                        spec, work, PreparedFacts.unpack(work.resolve("facts")), buildId));
        command.addAll(uses.options());
        command.addAll(Reductions.options(report.reductions()));
        spec.settings().ifPresent(settings -> command.addAll(settings.builderOptions()));
        return command;
    }

    /// What gives the same object each time, or what gives one soon.
    private List<String> order(ImageSpec spec, Path work) throws IOException {
        if (spec.options().quick()) {
            return ALL_PROCESSORS;
        }
        var words = new ArrayList<>(ONE_THREAD);
        words.addAll(
                RepeatableJdk.options(installation.javaHome(), work.resolve("repeatable-jdk")));
        return words;
    }

    /// Half of the memory, within 2 to 6 GB: a small program needs one, one with TLS four and a half.
    private static long heapMegabytes() {
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        return Math.clamp((system.getTotalMemorySize() / 2) >> 20, 2048, 6144);
    }

    private void follow(Process process, Path log) throws IOException {
        var phases = new BuilderPhases(listener);
        try (var lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        process.getInputStream(), StandardCharsets.UTF_8));
                var copy = Files.newBufferedWriter(log, StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.write(line);
                copy.newLine();
                phases.line(line);
            }
        }
    }

    private static ImageException failure(HostedReport report, Path log) throws IOException {
        var missing =
                report.natives().stream()
                        .filter(method -> method.origin() == NativeMethod.Origin.MISSING)
                        .toList();
        return missing.isEmpty()
                ? new ImageException.BuilderFailed(excerpt(log), log)
                : new ImageException.NativesMissing(missing);
    }

    /// The lines of `log` that say what went wrong, or its end.
    private static String excerpt(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        for (int start = 0; start < lines.size(); start++) {
            if (lines.get(start)
                    .matches("(Fatal error|Error|Exception in|Unrecognized|Could not).*")) {
                return String.join("\n", lines.subList(start, Math.min(start + 25, lines.size())));
            }
        }
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }

    private static Path object(Path work, Path log) throws IOException {
        try (var tree =
                Files.find(
                        work.resolve("temporary"),
                        2,
                        (path, attributes) -> path.endsWith(OBJECT_NAME + ".o"))) {
            return tree.findFirst()
                    .orElseThrow(
                            () -> new ImageException.BuilderFailed(excerptUnchecked(log), log));
        }
    }

    private static String excerptUnchecked(Path log) {
        try {
            return excerpt(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook runs and finds the process gone.
        }
    }
}
