package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.junit.BootImage;
import dev.morgana.junit.Booted;
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
        assertTrue(!hello.output().isBlank(), hello::toString);
    }

    @Test
    void aProcessNeedsNoMore() throws Exception {
        Transcript ended = Where.PROCESS.run(HELLO, "--memory", "16M").assertStatus(0);
        assertTrue(!ended.out().isBlank(), ended::toString);
    }

    @ParameterizedTest
    @EnumSource
    void tooLittleMemoryIsSaid(Where where) throws Exception {
        Transcript ended = where.run(HELLO, "--memory", "4M", "--timeout", "60");
        assertTrue(ended.status() == 64 || ended.status() == 125, ended::toString);
        assertTrue(!ended.lastLine().isBlank(), ended::toString);
    }

    @Test
    void aSecondBuildHasNothingToDo() throws Exception {
        Morgana.build(HELLO);
        long begun = System.nanoTime();
        Morgana.run("build", HELLO).assertStatus(0);
        System.out.println(
                "the second build took " + (System.nanoTime() - begun) / 1_000_000 + " ms");
    }
}
