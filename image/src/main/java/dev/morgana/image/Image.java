package dev.morgana.image;

import dev.morgana.image.reach.ReachabilityFile;
import java.nio.file.Path;

/// An image that has been built.
///
/// @param file the bootable ELF file
/// @param symbols the file that maps code addresses to Java methods, for people
/// @param metadata what the image says about itself
public record Image(Path file, Path symbols, ImageMetadata metadata) {

    /// The file that says why each part is in it.
    public Path reachability() {
        return ReachabilityFile.of(file);
    }

    /// Where the symbols of the image `file` lie: beside it.
    public static Path symbolsOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".symbols");
    }
}
