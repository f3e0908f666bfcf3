package dev.morgana.storage;

/// Where bytes to be written come from. Gives them piece by piece, in order.
public interface Source {
    /// Puts the next `count` bytes into `to`.
    void get(byte[] to, int offset, int count);
}
