package dev.morgana.cli;

import dev.morgana.image.BillOfMaterials;
import dev.morgana.image.reach.ReachabilityFile;
import dev.morgana.launch.ExitStatus;
import dev.morgana.launch.Host;
import dev.morgana.launch.ImageTarget;
import dev.morgana.launch.SizeBudget;
import dev.morgana.launch.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `morgana build`: writes a program's image to a file.
@Command(
        name = "build",
        description =
                "Builds a program's image and writes it to a file that boots with a plain qemu-system-x86_64 or starts as a process (docs/running.md has both command lines).",
        sortOptions = false)
final class BuildCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private ProgramOptions program = new ProgramOptions();

    @Option(
            names = "-o",
            paramLabel = "FILE",
            description =
                    "Where to write the image. Default: the program's name, with .elf for qemu, here. Method names go to FILE.symbols, and what morgana why needs to FILE.reach.gz.")
    private @Nullable Path output;

    @Option(
            names = "--target",
            paramLabel = "NAME",
            description =
                    "What the image runs on: qemu (a virtual machine) or process (this host's Linux). Default: ${DEFAULT-VALUE}.",
            defaultValue = "qemu")
    private String target = "qemu";

    @Option(
            names = "--sbom",
            paramLabel = "FILE",
            description =
                    "Also write a bill of materials (CycloneDX): what the image is made from.")
    private @Nullable Path bill;

    @Option(
            names = "--max-size",
            paramLabel = "SIZE",
            description =
                    "Fail if the image has more bytes: a number, or one with K, M or G. The files are written even so, for morgana inspect and morgana why.")
    private @Nullable String maxSize;

    BuildCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var chosen = ImageTarget.named(target);
        var budget = maxSize == null ? null : SizeBudget.parse(maxSize);
        var application = program.application(terminal);
        var image = program.image(application, chosen.port(), terminal);
        Path file = output == null ? chosen.fileName(image.metadata().name()) : output;
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UsageException("-o %s: there is no folder %s".formatted(file, folder));
        }
        Files.copy(
                image.file(),
                file,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(
                image.symbols(),
                dev.morgana.image.Image.symbolsOf(file),
                StandardCopyOption.REPLACE_EXISTING);
        if (bill != null) {
            Files.writeString(
                    bill, BillOfMaterials.of(image, application.classPath(), Host.installation()));
        }
        Files.copy(
                image.reachability(),
                ReachabilityFile.of(file),
                StandardCopyOption.REPLACE_EXISTING);
        terminal.say("%s: %,d bytes".formatted(file, Files.size(file)));
        if (budget != null) {
            budget.check(file);
        }
        return ExitStatus.OK;
    }
}
