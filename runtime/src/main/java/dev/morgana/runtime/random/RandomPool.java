package dev.morgana.runtime.random;

import dev.morgana.device.EntropySource;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/// A generator with fast key erasure: each refill makes a batch of ChaCha20 blocks under a key that is replaced by the first of them,
/// mixed with fresh entropy. What was handed out is wiped, so that neither the past nor, after the next refill, the future can be
/// computed from the state. Thread-safe.
final class RandomPool {
    private static final int BLOCKS = 8;
    private static final int SEED = 32;
    private static final int[] NONCE = new int[3];

    private final ReentrantLock lock = new ReentrantLock();
    private final EntropySource source;

    /// Guarded by the lock, as all that follows.
    private final int[] key = new int[ChaCha20.KEY_WORDS];

    private final byte[] batch = new byte[BLOCKS * ChaCha20.BLOCK_WORDS * 4];
    private int used = batch.length;
    private boolean seeded;

    /// @param source seeds the pool at its first use; later it mixes in what it has at hand
    RandomPool(EntropySource source) {
        this.source = source;
    }

    /// Fills the array.
    ///
    /// @throws IllegalStateException if the pool was never seeded and the source gives nothing
    void fill(byte[] to) {
        lock.lock();
        try {
            int at = 0;
            while (at < to.length) {
                if (used == batch.length) {
                    refill();
                }
                int count = Math.min(to.length - at, batch.length - used);
                System.arraycopy(batch, used, to, at, count);
                Arrays.fill(batch, used, used + count, (byte) 0);
                used += count;
                at += count;
            }
        } finally {
            lock.unlock();
        }
    }

    /// Mixes in what somebody else holds for random; never makes it worse.
    void mix(byte[] more) {
        lock.lock();
        try {
            stir(more, more.length);
            used = batch.length;
        } finally {
            lock.unlock();
        }
    }

    private void refill() {
        byte[] seed = new byte[SEED];
        int got = source.read(seed, 0, SEED);
        if (!seeded && got < SEED) {
            throw new IllegalStateException("no entropy: " + got + " of " + SEED + " bytes");
        }
        seeded = true;
        stir(seed, got);
        int[] block = new int[ChaCha20.BLOCK_WORDS];
        for (int i = 0; i < BLOCKS; i++) {
            ChaCha20.block(key, i + 1, NONCE, block);
            for (int word = 0; word < block.length; word++) {
                int at = (i * block.length + word) * 4;
                for (int octet = 0; octet < 4; octet++) {
                    batch[at + octet] = (byte) (block[word] >>> (8 * octet));
                }
            }
        }
        used = 0;
    }

    /// Replaces the key by a block computed under it and the given octets.
    private void stir(byte[] seed, int count) {
        int at = 0;
        do {
            for (int i = 0; i < SEED && at + i < count; i++) {
                key[i / 4] ^= (seed[at + i] & 255) << (8 * (i % 4));
            }
            at += SEED;
            int[] block = new int[ChaCha20.BLOCK_WORDS];
            ChaCha20.block(key, 0, NONCE, block);
            System.arraycopy(block, 0, key, 0, key.length);
        } while (at < count);
    }
}
