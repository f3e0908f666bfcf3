package dev.morgana.runtime.random;

import dev.morgana.wire.Bytes;

/// The random numbers of this machine.
public final class MachineRandom {
    private static final RandomPool POOL = new RandomPool(new MachineSeeder());

    private MachineRandom() {}

    /// Fills the array with unpredictable bytes.
    ///
    /// @throws java.security.ProviderException if the machine has no source of entropy
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
}
