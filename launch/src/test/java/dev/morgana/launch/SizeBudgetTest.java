package dev.morgana.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.morgana.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeBudgetTest {
    @ParameterizedTest
    @CsvSource({"7500000,7500000", "8M,8388608", "8m,8388608", "900K,921600", "1G,1073741824"})
    @DisplayName("bytes, or powers of 1024 with a letter")
    void sizes(String text, long bytes) {
        assertEquals(bytes, SizeBudget.parse(text).bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "M", "8MB", "-1", "8.5M", "1234567890"})
    @DisplayName("anything else is a usage error that says the form")
    void others(String text) {
        UsageException refused = assertThrows(UsageException.class, () -> SizeBudget.parse(text));
        assertEquals(
                "'%s' is not a size of an image: write a number of bytes, or one with K, M or G, such as 8M"
                        .formatted(text),
                refused.getMessage());
    }

    @Test
    @DisplayName(
            "an image may have all of its budget; one byte more fails, and says what, by how much, and where to look")
    void check(@TempDir Path directory) throws IOException {
        Path image = Files.write(directory.resolve("web.elf"), new byte[2049]);
        new SizeBudget(2049).check(image);
        ImageException.TooLarge failure =
                assertThrows(
                        ImageException.TooLarge.class, () -> SizeBudget.parse("2K").check(image));
        assertEquals(
                "%s has 2,049 bytes, 1 more than the 2,048 allowed. To see what they are: morgana inspect %s --treemap bytes.html, then morgana why %s CLASS"
                        .formatted(image, image, image),
                failure.getMessage());
    }
}
