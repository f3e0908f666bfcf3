package dev.morgana.runtime.random;

import dev.morgana.runtime.machine.MachineEntropy;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// The machine's sources: the CPU's RDSEED or RDRAND, a virtio-rng device, and the timing of memory and of the clock. One of the first two must deliver; where there
/// are both, both go into the first seed, so that it takes two bad ones to know it. Timing is counted for nothing and mixed in always.
final class MachineSeeder implements Seeder {
    private static final int SHARE = 32;

    private static final int TIMES = 64;

    /// For the device, where the CPU has delivered already.
    private static final long LITTLE = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long LONG = TimeUnit.SECONDS.toNanos(5);

    private boolean first = true;

    @Override
    public byte[] seed() {
        byte[] seed = new byte[2 * SHARE + Long.BYTES];
        putTimes(seed, 2 * SHARE);
        if (!MachineEntropy.fill(seed, 0, SHARE)) {
            String failure = DeviceEntropy.fresh(seed, SHARE, SHARE, LONG);
            if (failure != null) {
                throw new ProviderException(
                        "no source of random numbers: the CPU has neither RDSEED nor RDRAND, and "
                                + failure);
            }
        } else if (first) {
            // What a slow device does not give now, it gives for one of the next seeds.
            DeviceEntropy.fresh(seed, SHARE, SHARE, LITTLE);
        } else {
            DeviceEntropy.available(seed, SHARE, SHARE);
        }
        first = false;
        return seed;
    }

    @Override
    public boolean quick(byte[] to) {
        return MachineEntropy.fill(to, 0, to.length);
    }

    private static void putTimes(byte[] to, int at) {
        long mixed = 0;
        byte[] walked = new byte[TIMES << 6];
        for (int i = 0; i < TIMES; i++) {
            walked[(int) (mixed >>> 52)]++;
            mixed = Long.rotateLeft(mixed ^ System.nanoTime(), 29) * 0x9e3779b97f4a7c15L;
        }
        for (int i = 0; i < Long.BYTES; i++) {
            to[at + i] = (byte) (mixed >>> (8 * i));
        }
        Arrays.fill(walked, (byte) 0);
    }
}
