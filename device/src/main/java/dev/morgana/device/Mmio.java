package dev.morgana.device;

/// The registers of one device, little-endian, by offset from its first byte. Every access reaches the device, in program order.
/// An offset outside the region raises [IndexOutOfBoundsException].
public interface Mmio {
    /// Reads 8 bits, unsigned.
    int readByte(int offset);

    /// Reads 16 bits, unsigned.
    int readShort(int offset);

    /// Reads 32 bits.
    int readInt(int offset);

    /// Writes 32 bits.
    void writeInt(int offset, int value);

    /// Writes 16 bits.
    void writeShort(int offset, int value);

    /// Writes 8 bits.
    void writeByte(int offset, int value);
}
