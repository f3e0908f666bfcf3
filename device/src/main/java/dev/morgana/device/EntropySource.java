package dev.morgana.device;

/// A source of unpredictable bytes.
public interface EntropySource {
    /// Fills up to `length` bytes from `offset` on; never waits.
    ///
    /// @return how many bytes were filled: 0 when none are there now
    int read(byte[] to, int offset, int length);
}
