package dev.morgana.device;

/// A piece of memory that driver and device share; little-endian; offsets are checked against the size and raise
/// [IndexOutOfBoundsException]. It does not move and is never collected. The device may change any byte at any time: read a
/// value once, check it, use the copy.
public interface DmaMemory {
    /// Size in bytes.
    int size();

    /// The address by which the device reaches the first byte.
    long deviceAddress();

    /// Reads 16 bits, unsigned, with acquire semantics: later reads see what the device wrote before it.
    int readShort(int offset);

    /// Reads 32 bits.
    int readInt(int offset);

    /// Writes 16 bits with release semantics: the device sees earlier writes first.
    void writeShort(int offset, int value);

    /// Writes 32 bits.
    void writeInt(int offset, int value);

    /// Writes 64 bits.
    void writeLong(int offset, long value);

    /// Copies `length` bytes from `offset` on into `to`.
    void read(int offset, byte[] to, int toOffset, int length);

    /// Copies `length` bytes of `from` to `offset`.
    void write(int offset, byte[] from, int fromOffset, int length);

    /// A full fence: needed between publishing an index and reading the other side's wish to be notified.
    void fence();
}
