package dev.morgana.runtime.random;

/// The ChaCha20 block function (RFC 8439 section 2.3).
final class ChaCha20 {
    /// Words of key, and of a block.
    static final int KEY_WORDS = 8;

    static final int BLOCK_WORDS = 16;

    private static final int DOUBLE_ROUNDS = 10;

    private ChaCha20() {}

    /// Computes one block.
    ///
    /// @param key 8 words
    /// @param counter number of the block
    /// @param nonce 3 words
    /// @param block 16 words, the result
    static void block(int[] key, int counter, int[] nonce, int[] block) {
        int[] state = new int[BLOCK_WORDS];
        state[0] = 0x61707865;
        state[1] = 0x3320646e;
        state[2] = 0x79622d32;
        state[3] = 0x6b206574;
        System.arraycopy(key, 0, state, 4, KEY_WORDS);
        state[12] = counter;
        System.arraycopy(nonce, 0, state, 13, 3);
        System.arraycopy(state, 0, block, 0, BLOCK_WORDS);
        for (int i = 0; i < DOUBLE_ROUNDS; i++) {
            for (int column = 0; column < 4; column++) {
                quarterRound(block, column, column + 4, column + 8, column + 12);
            }
            for (int d = 0; d < 4; d++) {
                quarterRound(block, d, 4 + (d + 1) % 4, 8 + (d + 2) % 4, 12 + (d + 3) % 4);
            }
        }
        for (int i = 0; i < BLOCK_WORDS; i++) {
            block[i] += state[i];
        }
    }

    private static void quarterRound(int[] x, int a, int b, int c, int d) {
        x[a] += x[b];
        x[d] = Integer.rotateLeft(x[d] ^ x[a], 16);
        x[c] += x[d];
        x[b] = Integer.rotateLeft(x[b] ^ x[c], 12);
        x[a] += x[b];
        x[d] = Integer.rotateLeft(x[d] ^ x[a], 8);
        x[c] += x[d];
        x[b] = Integer.rotateLeft(x[b] ^ x[c], 7);
    }
}
