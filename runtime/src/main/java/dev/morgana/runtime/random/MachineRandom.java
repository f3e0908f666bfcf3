package dev.morgana.runtime.random;

import dev.morgana.virtio.VirtioEntropy;
import dev.morgana.wire.Bytes;
import org.jspecify.annotations.Nullable;

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

    /// What the virtio-rng device has given so far, or null without one. Any thread may call this at any time.
    public static VirtioEntropy.@Nullable Counters device() {
        return DeviceEntropy.counters();
    }

    /// Mixes in what the program holds for random.
    static void mix(byte[] seed) {
        POOL.mix(seed);
    }
}
