package dev.morgana.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random operations give the same results, the same errors and the same tree as on the Linux that the test runs on.
class HostComparisonTest {
    private static final String[] NAMES = {"a", "b", "c"};

    @TempDir Path directory;

    @Test
    void doesWhatLinuxDoes() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "compares with Linux");
        long seed = Long.getLong("morgana.seed", System.nanoTime());
        Random random = new Random(seed);
        HostTree host = new HostTree(directory);
        MemoryTree memory = new MemoryTree();
        for (int step = 0; step < 4000; step++) {
            int kind = random.nextInt(9);
            String one = path(random);
            String two = path(random);
            int number = random.nextInt(64);
            String what = kind + " " + one + " " + two + " " + number;
            String where = "seed " + seed + " (-Dmorgana.seed=" + seed + "), step " + step;
            assertEquals(
                    host.perform(kind, one, two, number),
                    memory.perform(kind, one, two, number),
                    what + ", " + where);
            if (step % 50 == 0) {
                assertEquals(host.describe(), memory.describe(), where);
            }
        }
        assertEquals(host.describe(), memory.describe(), "seed " + seed);
    }

    /// One to three names, seldom the longest.
    private static String path(Random random) {
        StringBuilder path = new StringBuilder(NAMES[random.nextInt(NAMES.length)]);
        for (int depth = random.nextInt(3); depth > 0; depth--) {
            path.append('/').append(NAMES[random.nextInt(NAMES.length)]);
        }
        return path.toString();
    }
}
