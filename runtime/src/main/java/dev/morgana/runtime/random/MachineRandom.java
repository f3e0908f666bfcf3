package dev.morgana.runtime.random;

import dev.morgana.runtime.machine.MachineEntropy;
import dev.morgana.wire.Bytes;

/// The random numbers of this machine.
public final class MachineRandom {
    private static final RandomPool POOL = new RandomPool(MachineRandom::entropy);

    private MachineRandom() {}

    /// Fills the array with unpredictable bytes.
    ///
    /// @throws IllegalStateException if the machine has no source of entropy
    public static void fill(byte[] to) {
        POOL.fill(to);
    }

    /// As many unpredictable bytes.
    static byte[] bytes(int count) {
        byte[] made = new byte[count];
        fill(made);
        return made;
    }

    /// 64 unpredictable bits.
    public static long nextLong() {
        byte[] octets = new byte[8];
        fill(octets);
        return (long) Bytes.i32(octets, 0) << 32 | (Bytes.i32(octets, 4) & 0xffff_ffffL);
    }

    /// Mixes in what the program holds for random.
    static void mix(byte[] seed) {
        POOL.mix(seed);
    }

    private static int entropy(byte[] to, int offset, int count) {
        if (MachineEntropy.fill(to, offset, count)) {
            return count;
        }
        return DeviceEntropy.read(to, offset, count);
    }
}
