package dev.morgana.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.morgana.config.ConfigurationException;
import dev.morgana.config.Machine;
import dev.morgana.config.MemorySize;
import dev.morgana.image.Image;
import dev.morgana.image.ImageMetadata;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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
}
