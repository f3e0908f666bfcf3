package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.junit.BootImage;
import dev.morgana.junit.Booted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The smallest image.
@ExtendWith(CurrentTool.class)
@BootImage(value = "../examples/hello", memory = "12M")
final class HelloTest {
    private static final String HELLO = "examples/hello";

    @Test
    void bootsIn12Megabytes(Booted hello) {
        assertEquals(0, hello.awaitEnd(), hello::toString);
        assertEquals("hello, world\n", hello.output(), hello::toString);
    }

    @Test
    void aProcessNeedsNoMore() throws Exception {
        Where.PROCESS.run(HELLO, "--memory", "12M").assertStatus(0).assertOut("hello, world\n");
    }

    @ParameterizedTest
    @EnumSource
    void tooLittleMemoryIsSaid(Where where) throws Exception {
        Transcript ended = where.run(HELLO, "--memory", "4M", "--timeout", "60").assertStatus(64);
        assertTrue(
                ended.err()
                        .matches(
                                "(?s).*4M of memory is too little: the image needs \\d+M to start\n.*"),
                ended::toString);
    }

    @Test
    void aSecondBuildHasNothingToDo() throws Exception {
        Morgana.build(HELLO);
        Path image = Morgana.image(HELLO);
        FileTime built = Files.getLastModifiedTime(image);
        Morgana.run("build", HELLO, "-o", image.toString()).assertStatus(0);
        assertEquals(built, Files.getLastModifiedTime(image));
    }
}
