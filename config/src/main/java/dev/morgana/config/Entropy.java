package dev.morgana.config;

/// Where a machine's random numbers come from.
public enum Entropy {
    /// The CPU's instructions (RDSEED, RDRAND) and a virtio-rng device, as far as the machine has them: where there are both, it takes two bad
    /// ones to know the first seed.
    CPU_AND_DEVICE,

    /// The CPU's instructions only: the image has no driver for the device. On a CPU without them `SecureRandom` throws.
    CPU
}
