package dev.morgana.runtime.random;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/// A generator with fast key erasure: each refill makes a batch of ChaCha20 blocks under a key that is replaced by the first of them,
/// mixed with fresh entropy. What was handed out is wiped, so that neither the past nor, after the next refill, the future can be
/// computed from the state. Thread-safe.
///
/// A machine may be stopped, copied and continued twice, and is not told. So no request is served from the state alone: a long one begins
/// with fresh entropy, a short one is combined with octets that the CPU made for it. Where the CPU makes none, only requests
/// of a few octets, which are no keys, are served without either.
final class RandomPool {
    private static final int BLOCKS = 8;
    private static final int KEY = 32;
    private static final int[] NONCE = new int[3];

    /// Octets of a request that is combined with the CPU's instead of beginning a batch of its own.
    private static final int SHORT = 32;

    /// Of a request that may do without both, for want of a CPU with random numbers: ports, sequence numbers, identifiers.
    private static final int TINY = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private final Seeder seeder;

    /// Guarded by the lock, as all that follows.
    private final int[] key = new int[ChaCha20.KEY_WORDS];

    private final byte[] batch = new byte[BLOCKS * ChaCha20.BLOCK_WORDS * 4];
    private int used = batch.length;

    /// @param seeder seeds the pool at its first use, and again for each batch
    RandomPool(Seeder seeder) {
        this.seeder = seeder;
    }

    /// Fills the array.
    ///
    /// @throws java.security.ProviderException if there is no entropy
    void fill(byte[] to) {
        byte[] fresh = new byte[Math.min(to.length, SHORT)];
        lock.lock();
        try {
            boolean combined = to.length <= SHORT && seeder.quick(fresh);
            if (!combined && to.length > TINY) {
                used = batch.length;
            }
            take(to);
        } finally {
            lock.unlock();
        }
        // What was not filled is zero.
        for (int i = 0; i < fresh.length; i++) {
            to[i] ^= fresh[i];
        }
    }

    private void take(byte[] to) {
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
        byte[] seed = seeder.seed();
        stir(seed, seed.length);
        Arrays.fill(seed, (byte) 0);
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
            for (int i = 0; i < KEY && at + i < count; i++) {
                key[i / 4] ^= (seed[at + i] & 255) << (8 * (i % 4));
            }
            at += KEY;
            int[] block = new int[ChaCha20.BLOCK_WORDS];
            ChaCha20.block(key, 0, NONCE, block);
            System.arraycopy(block, 0, key, 0, key.length);
        } while (at < count);
    }
}
