package dev.morgana.cli;

import dev.morgana.image.Directories;
import dev.morgana.image.ImageComparison;
import dev.morgana.launch.Application;
import dev.morgana.launch.ExitStatus;
import dev.morgana.launch.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `morgana verify`: builds a program again and says whether an image is what comes out.
@Command(
        name = "verify",
        description =
                "Builds a program again, with the options that an image was built with, and compares: status 0 if the image is the same, byte by byte, else 1.",
        sortOptions = false)
final class VerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "IMAGE",
            description = "A file that morgana build has written.")
    private Path image = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "APP",
            description =
                    "What it is said to be built from: a Maven project's directory, a jar, or a Java source file.")
    private Path application = Path.of("");

    @Option(
            names = {"--class-path", "-cp"},
            paramLabel = "JARS",
            description = "More jars and directories, as for morgana build.")
    private String classPath = "";

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var record = InspectCommand.inspection(image).metadata();
        var options = record.options();
        if (options == null) {
            throw new UsageException(
                    "%s does not say how it was built: a version that is too old has built it"
                            .formatted(image));
        }
        if (options.quick()) {
            throw new UsageException(
                    "%s was built with --quick, which does not give the same image each time"
                            .formatted(image));
        }
        var program =
                Application.at(
                        application,
                        ProgramOptions.libraries(classPath),
                        Optional.of(record.mainClass()),
                        terminal);
        Path work =
                Files.createTempDirectory(
                        Files.createDirectories(program.workDirectory()), "verify");
        try {
            var rebuilt = program.as(record.name(), work).build(record.port(), options, terminal);
            return report(ImageComparison.of(image, rebuilt.file()));
        } finally {
            Directories.delete(work);
        }
    }

    private int report(ImageComparison comparison) {
        if (comparison.equal()) {
            terminal.say(
                    "%s is what %s builds (SHA-256 %s)"
                            .formatted(image, application, comparison.sha256()));
            return ExitStatus.OK;
        }
        terminal.say(
                "%s is not what %s builds: it differs first in %s"
                        .formatted(image, application, comparison.first().orElseThrow()));
        for (var entry : comparison.record()) {
            terminal.say(
                    "%s: %s, rebuilt with %s"
                            .formatted(entry.name(), entry.original(), entry.rebuilt()));
        }
        return ExitStatus.DIFFERENT;
    }
}
