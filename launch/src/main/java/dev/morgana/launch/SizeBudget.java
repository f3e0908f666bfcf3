package dev.morgana.launch;

import dev.morgana.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The size that an image may have at most, as the user writes it: a number of bytes, or one of K, M or G (powers of 1024).
///
/// @param bytes the size
public record SizeBudget(long bytes) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})([KMGkmg]?)");

    /// Reads `text`.
    ///
    /// @throws UsageException if it is no such size
    public static SizeBudget parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new UsageException(
                    "'%s' is not a size of an image: write a number of bytes, or one with K, M or G, such as 8M"
                            .formatted(text));
        }
        int shift =
                switch (match.group(2)) {
                    case "K", "k" -> 10;
                    case "M", "m" -> 20;
                    case "G", "g" -> 30;
                    default -> 0;
                };
        return new SizeBudget(Long.parseLong(match.group(1)) << shift);
    }

    /// Compares an image with the budget.
    ///
    /// @throws ImageException.TooLarge if the file is larger
    public void check(Path image) throws IOException {
        long size = Files.size(image);
        if (size > bytes) {
            throw new ImageException.TooLarge(image, size, bytes);
        }
    }
}
