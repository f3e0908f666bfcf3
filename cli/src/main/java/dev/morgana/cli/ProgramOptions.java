package dev.morgana.cli;

import dev.morgana.image.BuildOptions;
import dev.morgana.image.Image;
import dev.morgana.image.Port;
import dev.morgana.launch.Application;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What `run` and `build` have in common: which program, and how it becomes an image.
final class ProgramOptions {
    @Parameters(
            index = "0",
            paramLabel = "APP",
            description = "A Maven project's directory, a jar, or a Java source file.")
    private Path application = Path.of(".");

    @Option(
            names = "--main-class",
            paramLabel = "CLASS",
            description =
                    "The class to start. Default: the jar's manifest, else the only class with a main.")
    private @Nullable String mainClass;

    @Option(
            names = {"--class-path", "-cp"},
            paramLabel = "JARS",
            description = "More jars and directories, separated by ':'.")
    private String classPath = "";

    @Option(
            names = "--allow-missing-natives",
            description =
                    "Build even if the program can reach a native method of the JDK that is not implemented: it then throws UnsatisfiedLinkError when called.")
    private boolean allowMissingNatives;

    @Option(
            names = "--quick",
            description =
                    "Build in less time, on all processors: the image is larger, slower and not the same each time. For trying things out.")
    private boolean quick;

    /// What the user named.
    Path path() {
        return application;
    }

    /// The program, built by Maven if that is needed.
    Application application(Terminal terminal) throws IOException {
        return Application.at(
                application, libraries(classPath), Optional.ofNullable(mainClass), terminal);
    }

    /// The entries of a `--class-path`.
    static List<Path> libraries(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
    }

    /// Builds the image for `port`, or finds the one that is built.
    Image image(Application program, Port port, Terminal terminal) throws IOException {
        return program.build(port, new BuildOptions(allowMissingNatives, quick), terminal);
    }
}
