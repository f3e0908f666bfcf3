package dev.morgana.examples.web;

import java.io.IOException;

/// The bytes of a download: a pseudo-random sequence that is the same in every process, so that a client can ask for the SHA-256
/// of what it fetched. The first N bytes of a longer download are the download of N bytes.
final class Pattern {
    private static final long SEED = 0x4d6f7267616e61L;
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private Pattern() {}

    /// Where the bytes go.
    interface Target {
        /// Takes `length` bytes from `offset` on; the array is used again afterwards.
        void take(byte[] block, int offset, int length) throws IOException;
    }

    /// Writes the first `bytes` bytes of the sequence to `target`, block by block.
    static void write(long bytes, Target target) throws IOException {
        byte[] block = new byte[Exchanges.BLOCK];
        long state = SEED;
        for (long left = bytes; left > 0; left -= block.length) {
            for (int at = 0; at < block.length; at += Long.BYTES) {
                state += GOLDEN_GAMMA;
                put(block, at, mix(state));
            }
            target.take(block, 0, (int) Math.min(left, block.length));
        }
    }

    /// Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014, `mix64` with Stafford's variant 13.
    private static long mix(long state) {
        long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static void put(byte[] block, int at, long value) {
        for (int i = 0; i < Long.BYTES; i++) {
            block[at + i] = (byte) (value >>> (8 * i));
        }
    }
}
