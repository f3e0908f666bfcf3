package dev.morgana.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderLockTest {
    @TempDir private Path directory = Path.of("");

    @Test
    void anotherProcessWaitsForItsEnd() throws Exception {
        Path folder = directory.resolve("made");
        Process other;
        try (var _ = FolderLock.of(folder, BuildListener.SILENT, "nobody")) {
            other = start(folder);
            assertEquals("waiting for this", other.inputReader().readLine());
        }
        assertEquals("mine", other.inputReader().readLine());
        assertEquals(true, other.waitFor(1, TimeUnit.MINUTES));
    }

    private static Process start(Path folder) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        return new ProcessBuilder(java, "-cp", classPath, Other.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// The other process.
    static final class Other {
        static void main(String[] folder) throws IOException {
            try (var _ =
                    FolderLock.of(
                            Path.of(folder[0]), (phase, _) -> System.out.println(phase), "this")) {
                System.out.println("mine");
            }
        }
    }

    @Test
    void oneProcessHoldsItOnce() throws IOException {
        var said = new ArrayList<String>();
        try (var _ = FolderLock.of(directory, (phase, _) -> said.add(phase), "nobody")) {
            assertThrows(
                    OverlappingFileLockException.class,
                    () -> FolderLock.of(directory, BuildListener.SILENT, "this").close());
        }
        FolderLock.of(directory, (phase, _) -> said.add(phase), "nobody").close();
        assertEquals(List.of(), said);
    }
}
