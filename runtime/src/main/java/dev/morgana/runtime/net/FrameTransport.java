package dev.morgana.runtime.net;

/// A descriptor that takes and gives octets, without ever waiting.
public interface FrameTransport {
    /// Reads up to `count` octets; 0 for none now, -1 when the other side is gone.
    int read(byte[] to, int offset, int count);

    /// Writes up to `count` octets and says how many; 0 for none now, -1 when the other side is gone.
    int write(byte[] from, int offset, int count);
}
