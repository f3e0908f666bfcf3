package dev.morgana.cli;

import dev.morgana.image.Image;
import dev.morgana.image.ImageBuilder;
import dev.morgana.image.ImageSpec;
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
            description = "A Maven project's directory, or a jar.")
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

    /// Builds the image, or finds the one that is built.
    Image image(Terminal terminal) throws IOException {
        var libraries =
                Stream.of(classPath.split(File.pathSeparator, -1))
                        .filter(entry -> !entry.isEmpty())
                        .map(Path::of)
                        .toList();
        var program =
                Application.at(application, libraries, Optional.ofNullable(mainClass), terminal);
        var spec =
                new ImageSpec(
                        program.name(),
                        program.mainClass(),
                        List.copyOf(program.classPath()),
                        program.workDirectory(),
                        allowMissingNatives);
        return new ImageBuilder(Host.installation(), terminal)
                .build(spec, dev.morgana.image.Port.PVH);
    }
}
