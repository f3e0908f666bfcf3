package dev.morgana.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.morgana.config.ConfigurationException;
import dev.morgana.config.Machine;
import dev.morgana.config.MemorySize;
import dev.morgana.image.Image;
import dev.morgana.image.ImageMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApplicationTest {
    /// A program.
    static final class Program {
        private Program() {}

        static void main() {}
    }

    private static Image needing(long bytes) {
        Path file = Path.of("image.elf");
        return new Image(file, file, ImageMetadata.parse("{\"memory\": %d}".formatted(bytes)));
    }

    @Test
    void aMachineMustHoldItsImage() {
        Machine machine = Machine.running(Program.class).memory(MemorySize.mebibytes(11));
        Application.requireMemory(machine, needing(11 << 20));
        var refused =
                assertThrows(
                        ConfigurationException.class,
                        () -> Application.requireMemory(machine, needing((11 << 20) + 1)));
        assertEquals(
                "11 MiB of memory is too little, the image needs 12 MiB to start: write .memory(MemorySize.mebibytes(12)) or more",
                refused.text());
        assertEquals("ApplicationTest.java", refused.where().file());
    }

    @Test
    void anImageMustKeepToItsBudget(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("shop.elf"), new byte[1 << 20]);
        var image = new Image(file, file, ImageMetadata.parse("{\"name\": \"shop\"}"));
        Machine machine = Machine.running(Program.class);
        Machine frugal = machine.imageAtMost(MemorySize.mebibytes(1));
        Application.requireSize(frugal, image);
        Files.write(file, new byte[(1 << 20) + 1]);
        Application.requireSize(machine, image);
        var refused =
                assertThrows(
                        ConfigurationException.class, () -> Application.requireSize(frugal, image));
        assertEquals(
                "the image has 1,048,577 bytes, 1 more than 1 MiB: write .imageAtMost(MemorySize.mebibytes(2)), or see what they are with morgana inspect %s --treemap bytes.html"
                        .formatted(file),
                refused.text());
        assertEquals("ApplicationTest.java", refused.where().file());
    }
}
