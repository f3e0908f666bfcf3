package dev.morgana.runtime.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RandomPoolTest {
    private static RandomPool seeded(int seed) {
        return new RandomPool((to, offset, length) -> {
            Arrays.fill(to, offset, offset + length, (byte) seed);
            return length;
        });
    }

    private static byte[] bytes(RandomPool pool, int count) {
        byte[] bytes = new byte[count];
        pool.fill(bytes);
        return bytes;
    }

    /// RFC 8439 section 2.3.2.
    @Test
    void blockFunction() {
        int[] key = new int[8];
        for (int i = 0; i < 8; i++) {
            key[i] = 0x03020100 + i * 0x04040404;
        }
        int[] block = new int[16];
        ChaCha20.block(key, 1, new int[] {0x09000000, 0x4a000000, 0}, block);
        ByteBuffer octets = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        octets.asIntBuffer().put(block);
        assertEquals(
                "10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4e"
                        + "d2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e",
                HexFormat.of().formatHex(octets.array()));
    }

    @Test
    void theSameSeedGivesTheSameBytesInAnyPieces() {
        RandomPool pieces = seeded(1);
        byte[] joined = new byte[3000];
        int at = 0;
        for (int size = 1; at + size <= joined.length; size++) {
            System.arraycopy(bytes(pieces, size), 0, joined, at, size);
            at += size;
        }
        byte[] whole = bytes(seeded(1), at);
        assertArrayEquals(whole, Arrays.copyOf(joined, at));
        assertFalse(Arrays.equals(whole, bytes(seeded(2), at)));
    }

    @Test
    void neverTheSameBytesTwice() {
        RandomPool pool = seeded(1);
        byte[] first = bytes(pool, 512);
        assertFalse(Arrays.equals(first, bytes(pool, 512)));
    }

    @Test
    void bitsAreBalanced() {
        int ones = 0;
        for (byte octet : bytes(seeded(3), 100_000)) {
            ones += Integer.bitCount(octet & 255);
        }
        assertEquals(400_000, ones, 2_000);
    }

    @Test
    void mixingChangesWhatComes() {
        RandomPool mixed = seeded(1);
        mixed.mix(new byte[100]);
        assertFalse(Arrays.equals(bytes(seeded(1), 64), bytes(mixed, 64)));
    }

    @Test
    void withoutEntropyThereIsNothing() {
        RandomPool pool = new RandomPool((to, offset, length) -> 0);
        pool.mix(new byte[32]);
        assertThrows(IllegalStateException.class, () -> pool.fill(new byte[1]));
    }
}
