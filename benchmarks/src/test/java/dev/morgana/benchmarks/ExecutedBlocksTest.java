package dev.morgana.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.morgana.benchmarks.ExecutedBlocks.Block;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExecutedBlocksTest {
    @TempDir Path folder;

    @Test
    void recordsAreReadAndEmptyOnesAreNot() throws IOException {
        ExecutedBlocks read = read(0x1000, 3, 7, 0, 0, 0, 0x2000, 1, 100);
        assertEquals(Map.of(new Block(0x1000, 3), 7L, new Block(0x2000, 1), 100L), read.runs());
        assertEquals(121, read.instructions());
    }

    @Test
    void whatHasRunSinceIsTheDifference() throws IOException {
        ExecutedBlocks before = read(0x1000, 3, 7);
        ExecutedBlocks after = read(0x1000, 3, 9, 0x2000, 5, 1);
        assertEquals(2 * 3 + 5, after.since(before).instructions());
    }

    @Test
    void anAddressBelongsToTheNameBeforeIt() throws IOException {
        Path file = Files.writeString(folder.resolve("symbols"), "0 10 a b\n20 4 c(int, d)\n");
        Symbols symbols = Symbols.read(file);
        assertEquals("a b", symbols.at(0x1f));
        assertEquals("c(int, d)", symbols.at(0x20));
    }

    private ExecutedBlocks read(long... words) throws IOException {
        ByteBuffer octets =
                ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.nativeOrder());
        octets.asLongBuffer().put(words);
        return ExecutedBlocks.read(Files.write(folder.resolve("counts"), octets.array()));
    }
}
