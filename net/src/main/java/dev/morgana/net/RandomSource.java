package dev.morgana.net;

/// Unpredictable numbers for initial sequence numbers, ports and identifiers. In the image it is the machine's entropy, in a test a
/// seeded generator.
@FunctionalInterface
public interface RandomSource {
    /// The next 64 random bits.
    long next();
}
