package dev.morgana.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.morgana.image.Image;
import dev.morgana.image.ImageMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A shell script in the place of a process image: the streams of a run that shares nothing with this process.
final class RunningImageTest {
    private final Heard heard = new Heard();

    @TempDir private Path directory = Path.of("");

    private static Target.Settings settings() {
        return new Target.Settings(
                Optional.of(MemorySize.parse("64M")),
                Optional.empty(),
                CardConnection.NONE,
                List.of(),
                Optional.empty(),
                List.of(),
                List.of("word"),
                List.of());
    }

    private Outcome run(RunningImage running, String script) throws IOException {
        Path file = Files.writeString(directory.resolve("image"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        var image = new Image(file, Image.symbolsOf(file), ImageMetadata.parse("{}"));
        return running.run(image, new ProcessTarget(), settings());
    }

    @Test
    void bothStreamsAreHeardAndInputIsEmpty() throws IOException {
        var running = new RunningImage(heard, 0, nanos -> {});
        var ended = run(running, "cat; for last; do :; done; echo \"out $last\"; echo err >&2");
        assertEquals(ExitStatus.MACHINE_FAULT, ended.status());
        assertEquals("out word\n", heard.output());
        assertEquals("err\n", heard.error());
    }

    @Test
    void whatDoesNotRunCannotBeStopped() throws IOException {
        var running = new RunningImage(heard, 0, nanos -> {});
        assertFalse(running.stop(15, Outcome.Cause.TERMINATE));
        assertEquals(
                "the process stopped without a word (status 3) (status 125 is the tool's, not the program's)",
                run(running, "exit 3").lastLine().orElseThrow());
        assertFalse(running.stop(15, Outcome.Cause.TERMINATE));
    }

    @Test
    void lessMemoryThanTheImageNeedsIsRefused() {
        Path file = directory.resolve("image");
        var image =
                new Image(file, file, ImageMetadata.parse("{\"memory\": %d}".formatted(65L << 20)));
        var running = new RunningImage(heard, 0, nanos -> {});
        var refused =
                assertThrows(
                        UsageException.class,
                        () -> running.run(image, new ProcessTarget(), settings()));
        assertEquals(
                "64M of memory is too little: the image needs 65M to start", refused.getMessage());
    }
}
