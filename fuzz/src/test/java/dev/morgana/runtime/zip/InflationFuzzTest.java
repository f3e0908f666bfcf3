package dev.morgana.runtime.zip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Compressed data from anywhere: our decompression gives what zlib gives, or refuses what zlib refuses.
final class InflationFuzzTest {
    private static final int MOST = 1 << 16;

    @FuzzTest
    void zlib(byte[] octets) {
        compare(octets, false);
    }

    @FuzzTest
    void raw(byte[] octets) {
        compare(octets, true);
    }

    private static void compare(byte[] octets, boolean raw) {
        byte[] expected = expected(octets, raw);
        byte[] actual = actual(octets, raw);
        if (expected != null && actual == null) {
            // zlib would read on before it refuses a table without codes
            assertNull(expected(Arrays.copyOf(octets, octets.length + 64), raw), "damaged");
        } else {
            assertArrayEquals(expected, actual);
        }
    }

    /// What comes out, or null for damaged data.
    private static byte @Nullable [] expected(byte[] octets, boolean raw) {
        byte[] out = new byte[MOST];
        try (var inflater = new Inflater(raw)) {
            inflater.setInput(octets);
            return Arrays.copyOf(out, inflater.inflate(out));
        } catch (DataFormatException damaged) {
            return null;
        }
    }

    private static byte @Nullable [] actual(byte[] octets, boolean raw) {
        byte[] out = new byte[MOST];
        try {
            long progress = new Inflation(raw).inflate(octets, 0, octets.length, out, 0, MOST);
            return Arrays.copyOf(out, Progress.produced(progress));
        } catch (DataFormatException damaged) {
            return null;
        }
    }
}
