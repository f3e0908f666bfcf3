package dev.morgana.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContentTest {
    private static final int LIMIT = 5 * Content.CHUNK;

    /// Bytes of a file, in one array.
    private byte[] model = new byte[0];

    private final MemoryFileSystem files = new MemoryFileSystem(1 << 20, 0);
    private final OpenFile file =
            files.open(
                    Location.of("/tmp/f"),
                    new OpenFlags(OpenFlags.CREATE | OpenFlags.READ_WRITE),
                    0644,
                    0);

    @Test
    void behavesAsAnArrayThatGrows() {
        long seed = Long.getLong("morgana.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int step = 0; step < 3000; step++) {
            String where = "seed " + seed + " (-Dmorgana.seed=" + seed + "), step " + step;
            int position = random.nextInt(random.nextBoolean() ? LIMIT : 300);
            int count = random.nextInt(random.nextBoolean() ? LIMIT / 2 : 100);
            switch (random.nextInt(5)) {
                case 0 -> {
                    file.resize(position, 1);
                    model = Arrays.copyOf(model, position);
                }
                case 1, 2 -> write(random, position, count);
                default -> read(where, position, count);
            }
            assertEquals(model.length, file.status().size(), where);
        }
        read("whole, seed " + seed, 0, model.length);
    }

    @Test
    void needsNoMemoryForHoles() {
        long before = files.space(Location.of("/tmp")).free();
        file.resize(1L << 40, 1);
        assertEquals(before, files.space(Location.of("/tmp")).free());
        byte[] tail = {1, 1};
        assertEquals(2, file.read((1L << 40) - 2, 99, new ArrayBytes(tail, 0), 1));
        assertArrayEquals(new byte[2], tail);
        FileException full =
                assertThrows(
                        FileException.class,
                        () -> file.write((1L << 40) - 2, 1, new ArrayBytes(tail, 0), 1));
        assertEquals(FileError.ENOSPC, full.error());
        FileException large =
                assertThrows(FileException.class, () -> file.resize(Long.MAX_VALUE, 1));
        assertEquals(FileError.EFBIG, large.error());
    }

    @Test
    void takesLittleMemoryForLittle() {
        long before = files.space(Location.of("/tmp")).free();
        file.write(new byte[10], 0, 10, 1);
        assertEquals(72, before - files.space(Location.of("/tmp")).free());
    }

    private void write(Random random, int position, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        assertEquals(count, file.write(position, count, new ArrayBytes(bytes, 0), 1));
        if (count > 0) {
            model = Arrays.copyOf(model, Math.max(model.length, position + count));
            System.arraycopy(bytes, 0, model, position, count);
        }
    }

    private void read(String where, int position, int count) {
        byte[] got = new byte[count];
        int expected = Math.clamp(model.length - position, 0, count);
        assertEquals(expected, file.read(position, count, new ArrayBytes(got, 0), 1), where);
        byte[] wanted = new byte[count];
        System.arraycopy(model, Math.min(position, model.length), wanted, 0, expected);
        assertArrayEquals(wanted, got, where);
    }
}
