package dev.morgana.cli;

import dev.morgana.image.ImageInspection;
import dev.morgana.image.elf.NotElfException;
import dev.morgana.launch.ExitStatus;
import dev.morgana.launch.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `morgana inspect`: says what an image is made of.
@Command(
        name = "inspect",
        description =
                "Says what an image is made of: sizes by section and by origin, devices, boot keys, native methods, memory.",
        sortOptions = false)
final class InspectCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "IMAGE",
            description = "A file that morgana build has written.")
    private Path image = Path.of("");

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var inspection = inspection(image);
        System.out.print(json ? inspection.toJson() + "\n" : InspectionText.of(inspection));
        return ExitStatus.OK;
    }

    /// What can be seen in the image that the user named.
    ///
    /// @throws UsageException if there is none
    static ImageInspection inspection(Path image) throws IOException {
        if (!Files.isRegularFile(image)) {
            throw new UsageException(
                    "there is no file %s: name an image that morgana build has written"
                            .formatted(image));
        }
        try {
            return ImageInspection.of(image);
        } catch (NotElfException | IllegalArgumentException e) {
            throw new UsageException("%s is not an image: %s".formatted(image, e.getMessage()));
        }
    }
}
