package dev.morgana.cli;

import dev.morgana.image.ImageInspection;
import dev.morgana.image.elf.NotElfException;
import dev.morgana.image.reach.ReachabilityFile;
import dev.morgana.image.reach.Treemap;
import dev.morgana.launch.ExitStatus;
import dev.morgana.launch.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--treemap",
            paramLabel = "FILE",
            description = "Writes a page that draws the image's bytes: FILE.html.")
    private @Nullable Path treemap;

    @Override
    public Integer call() throws IOException {
        var inspection = inspection(image);
        if (treemap != null) {
            Path file = beside(ReachabilityFile.of(image));
            Files.writeString(treemap, Treemap.page(inspection, file));
            return ExitStatus.OK;
        }
        System.out.print(json ? inspection.toJson() + "\n" : InspectionText.of(inspection));
        return ExitStatus.OK;
    }

    /// A file that belongs to an image.
    ///
    /// @throws UsageException if it is not there
    static Path beside(Path file) {
        if (!Files.exists(file)) {
            throw new UsageException(
                    "there is no %s: morgana build writes it beside the image".formatted(file));
        }
        return file;
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
