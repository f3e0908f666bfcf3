package dev.morgana.cli;

import dev.morgana.image.Image;
import dev.morgana.image.SymbolFile;
import dev.morgana.image.elf.ElfFile;
import dev.morgana.image.reach.ReachabilityFile;
import dev.morgana.image.reach.Why;
import dev.morgana.launch.ExitStatus;
import dev.morgana.launch.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `morgana why`: says why something is in an image.
@Command(
        name = "why",
        description =
                "Says why something is in an image: the path of calls and references to it from a root.",
        sortOptions = false)
final class WhyCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "IMAGE",
            description = "A file that morgana build has written, with FILE.reach.gz beside it.")
    private Path image = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "WHAT",
            description =
                    "A class, a method or field (CLASS.NAME, or with the types of its parameters), a resource, a device (network, entropy, console, or CPU, RTC, 'serial ports'), a file that the configuration class names (/etc/motd), the end of a class's or member's name, or an address (0x200000 or 0x200000-0x200fff).")
    private String what = "";

    @Override
    public Integer call() throws IOException {
        InspectCommand.inspection(image);
        Path file = InspectCommand.beside(ReachabilityFile.of(image));
        var symbols = SymbolFile.read(InspectCommand.beside(Image.symbolsOf(image)));
        var why = Why.open(file, symbols, ElfFile.open(image).sections());
        System.out.print(
                answer(why)
                        .orElseThrow(() ->
                                new UsageException(
                                        "%s holds nothing that '%s' names"
                                                .formatted(image, what))));
        return ExitStatus.OK;
    }

    private Optional<String> answer(Why why) {
        try {
            return why.answer(what);
        } catch (NumberFormatException e) {
            throw new UsageException(
                    "'%s' is not an address: write 0x200000, or 0x200000-0x200fff for a range"
                            .formatted(what));
        }
    }
}
