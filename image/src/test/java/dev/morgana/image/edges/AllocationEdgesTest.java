package dev.morgana.image.edges;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.morgana.image.edited.SoundClasses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AllocationEdgesTest {
    @TempDir private Path directory = Path.of("");

    @Test
    void editedClassesAreSound() throws IOException {
        AllocationEdges.compilerOption(SoundClasses.BUILDER, directory);
        SoundClasses.verify(directory.resolve("compiler-edges.jar"));
        SoundClasses.verify(AllocationEdges.builderJar(SoundClasses.BUILDER, directory));
    }

    @Test
    void theCompilerIsToldWhereTheyAre() throws IOException {
        assertEquals(
                "--patch-module=jdk.graal.compiler=" + directory.resolve("compiler-edges.jar"),
                AllocationEdges.compilerOption(SoundClasses.BUILDER, directory));
    }

    @Test
    void anotherBuilderIsRefused() {
        assertThrows(
                IllegalStateException.class,
                () -> AllocationEdges.builderJar(List.of(), directory));
    }
}
