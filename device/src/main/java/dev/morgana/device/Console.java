package dev.morgana.device;

/// A byte stream in both directions to someone outside the machine. Passive and not thread-safe.
public interface Console {
    /// Copies what has arrived, up to `length` bytes, to `offset` on; never waits.
    ///
    /// Only after this has returned 0 does the device interrupt for the next input.
    ///
    /// @return how many bytes: 0 when there are none now, -1 when all was read and the other side has closed: end of file, unless it
    ///     opens again
    int read(byte[] to, int offset, int length);

    /// Queues up to `length` bytes from `offset` on for the other side by copying them, and makes the device see them; never waits.
    ///
    /// @return how many bytes were taken: when fewer than `length`, the device interrupts once there is room again
    int write(byte[] from, int offset, int length);

    /// Acknowledges the device's interrupt, and says whether anything may have changed. To be called after each wake-up, before
    /// [#read(byte\[\], int, int)] is called until it returns 0 or -1.
    boolean acknowledgeInterrupt();
}
