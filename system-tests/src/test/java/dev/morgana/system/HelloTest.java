package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// The smallest image.
final class HelloTest {
    private static final String HELLO = "examples/hello";

    @Test
    void bootsIn16Megabytes() throws Exception {
        Morgana.build(HELLO);
        Transcript ended = Morgana.run("run", HELLO, "--memory", "16M").assertStatus(0);
        assertTrue(!ended.out().isBlank(), ended::toString);
    }

    @Test
    void isAtMost12Megabytes() throws Exception {
        Morgana.build(HELLO);
        long size = Files.size(Morgana.image(HELLO));
        System.out.println("hello is " + size + " bytes");
        assertTrue(size <= 12_000_000, () -> size + " bytes");
    }

    @Test
    void tooLittleMemoryIsSaid() throws Exception {
        Morgana.build(HELLO);
        Transcript ended = Morgana.run("run", HELLO, "--memory", "4M", "--timeout", "60");
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
