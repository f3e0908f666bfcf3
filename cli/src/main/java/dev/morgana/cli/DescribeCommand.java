package dev.morgana.cli;

import dev.morgana.config.Machine;
import dev.morgana.image.ImageMetadata;
import dev.morgana.image.configuration.ConfigurationClass;
import dev.morgana.image.configuration.DeviceGraph;
import dev.morgana.image.elf.ElfFile;
import dev.morgana.launch.Application;
import dev.morgana.launch.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `morgana describe`: the machine of a program before it is built, or what an image may be told at boot.
@Command(
        name = "describe",
        description =
                "Prints and draws the machine that a program's configuration class describes: what it offers, of which an image holds what its program uses (morgana inspect). Of an image, prints the boot keys with their documentation.",
        sortOptions = false)
final class DescribeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private ProgramOptions program = new ProgramOptions();

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "Also draw the machine into this file.")
    private @Nullable Path picture;

    DescribeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (ElfFile.isOne(program.path())) {
            System.out.print(keys(InspectCommand.inspection(program.path()).metadata()));
            return ExitStatus.OK;
        }
        var application = program.application(terminal);
        var graph = DeviceGraph.of(machine(application));
        System.out.print(graph.text());
        if (picture != null) {
            Files.writeString(picture, graph.svg());
            terminal.say("drawn: " + picture);
        }
        return ExitStatus.OK;
    }

    /// What the configuration class says, else the defaults.
    private static Machine machine(Application application) throws IOException {
        if (application.machine().isPresent()) {
            return application.machine().get();
        }
        return ConfigurationClass.defaults(application.mainClass(), application.classPath());
    }

    /// A table of the boot keys.
    static String keys(ImageMetadata metadata) {
        List<ImageMetadata.BootKeyEntry> keys = metadata.bootKeys();
        int name = keys.stream().mapToInt(key -> key.name().length()).max().orElse(0);
        var text = new StringBuilder();
        text.append("boot keys of ")
                .append(metadata.name())
                .append(" (morgana run --boot KEY=VALUE):\n");
        for (var key : keys) {
            String otherwise =
                    key.defaultValue().isEmpty() ? "" : ", otherwise " + key.defaultValue();
            text.append(("  %-" + name + "s  %s%s%n").formatted(key.name(), key.type(), otherwise));
            if (!key.meaning().isEmpty()) {
                text.append(" ".repeat(name + 4)).append(key.meaning()).append('\n');
            }
        }
        return text.toString();
    }
}
