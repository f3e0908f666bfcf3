package dev.morgana.config;

/// An amount of memory.
///
/// @param bytes the amount, a positive multiple of 1024
public record MemorySize(long bytes) implements Comparable<MemorySize> {
    /// @throws IllegalArgumentException if the amount is not a positive multiple of 1024
    public MemorySize {
        if (bytes <= 0 || bytes % 1024 != 0) {
            throw new IllegalArgumentException("not a positive multiple of 1024: " + bytes);
        }
    }

    /// `count` times 1024 times 1024 bytes.
    ///
    /// @throws ConfigurationException if the count is not from 1 to 1,048,576 (1 TiB)
    public static MemorySize mebibytes(int count) {
        if (count < 1 || count > 1 << 20) {
            throw new ConfigurationException(
                    SourceLine.ofCaller(),
                    "%,d MiB is no amount of memory: from 1 to 1,048,576".formatted(count));
        }
        return new MemorySize((long) count << 20);
    }

    @Override
    public int compareTo(MemorySize other) {
        return Long.compare(bytes, other.bytes);
    }

    @Override
    public String toString() {
        return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MiB" : (bytes >> 10) + " KiB";
    }
}
