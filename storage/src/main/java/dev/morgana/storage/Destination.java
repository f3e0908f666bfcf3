package dev.morgana.storage;

/// Where bytes that are read go to. Gets them piece by piece, in order.
public interface Destination {
    /// Takes `count` bytes of `from`, which must not be changed or kept.
    void put(byte[] from, int offset, int count);
}
