package dev.morgana.image.smaller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.morgana.image.edited.SoundClasses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SmallerBuilderTest {
    private static final String FRAMES = "com/oracle/svm/core/code/FrameInfoEncoder.class";

    @TempDir private Path directory = Path.of("");

    @Test
    void editedClassesAreSound() throws IOException {
        SoundClasses.verify(SmallerBuilder.jar(SoundClasses.BUILDER, _ -> true, directory));
    }

    @Test
    void framesKeepTheirIndicesUnlessThatIsReduced() throws IOException {
        try (var jar =
                new JarFile(
                        SmallerBuilder.jar(SoundClasses.BUILDER, _ -> false, directory).toFile())) {
            assertEquals(null, jar.getEntry(FRAMES));
        }
        try (var jar =
                new JarFile(
                        SmallerBuilder.jar(SoundClasses.BUILDER, "indices"::equals, directory)
                                .toFile())) {
            assertEquals(FRAMES, jar.getEntry(FRAMES).getName());
        }
    }

    @Test
    void anotherBuilderIsRefused() {
        assertThrows(
                IllegalStateException.class,
                () -> SmallerBuilder.jar(List.of(), _ -> true, directory));
    }
}
