package dev.morgana.config;

/// Where the seeds of random numbers come from.
public enum Entropy {
    /// The CPU's instructions RDSEED and RDRAND.
    CPU,
    /// The hypervisor's random number generator (virtio-rng).
    VIRTIO
}
