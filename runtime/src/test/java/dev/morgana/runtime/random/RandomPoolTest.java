package dev.morgana.runtime.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RandomPoolTest {
    /// Always gives the same seed, and no quick octets.
    private static RandomPool seeded(int seed) {
        return new RandomPool(new Fake(seed));
    }

    /// A source that can be predicted.
    private static final class Fake implements Seeder {
        private final int seed;
        private int seeds;
        private byte quick;

        Fake(int seed) {
            this.seed = seed;
        }

        @Override
        public byte[] seed() {
            seeds++;
            byte[] octets = new byte[72];
            Arrays.fill(octets, (byte) seed);
            return octets;
        }

        @Override
        public boolean quick(byte[] to) {
            Arrays.fill(to, quick);
            return quick != 0;
        }
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
    void theSameSeedGivesTheSameBytesInTinyPieces() {
        RandomPool pieces = seeded(1);
        byte[] joined = new byte[3000];
        int at = 0;
        for (int size = 1; at + size <= joined.length; size = size % 8 + 1) {
            System.arraycopy(bytes(pieces, size), 0, joined, at, size);
            at += size;
        }
        byte[] whole = bytes(seeded(1), at);
        assertArrayEquals(whole, Arrays.copyOf(joined, at));
        assertFalse(Arrays.equals(whole, bytes(seeded(2), at)));
    }

    /// Two copies of one machine have the same state. With a CPU that makes random numbers they differ from the first octet on.
    @Test
    void copiesOfAMachineDifferAtOnce() {
        for (int size : new int[] {1, 8, 32}) {
            Fake one = new Fake(1);
            Fake other = new Fake(1);
            RandomPool pool = new RandomPool(one);
            RandomPool copy = new RandomPool(other);
            assertArrayEquals(bytes(pool, size), bytes(copy, size));
            one.quick = 1;
            other.quick = 2;
            byte[] first = bytes(pool, size);
            assertFalse(Arrays.equals(first, bytes(copy, size)));
        }
    }

    @Test
    void whatMayBeAKeyBeginsWithAFreshSeed() {
        Fake source = new Fake(1);
        RandomPool pool = new RandomPool(source);
        bytes(pool, 8);
        bytes(pool, 8);
        assertEquals(1, source.seeds);
        bytes(pool, 9);
        assertEquals(2, source.seeds);
        source.quick = 7;
        bytes(pool, 32);
        assertEquals(2, source.seeds);
        bytes(pool, 33);
        assertEquals(3, source.seeds);
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
        RandomPool pool =
                new RandomPool(
                        new Seeder() {
                            @Override
                            public byte[] seed() {
                                throw new ProviderException("no source");
                            }

                            @Override
                            public boolean quick(byte[] to) {
                                return false;
                            }
                        });
        pool.mix(new byte[32]);
        assertThrows(ProviderException.class, () -> pool.fill(new byte[1]));
        assertThrows(ProviderException.class, () -> pool.fill(new byte[100]));
    }
}
