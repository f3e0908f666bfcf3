package dev.morgana.wire;

/// A position in a DNS message; every step checks the message's end.
final class DnsReader {
    private final byte[] from;
    private final int start;
    private final int end;
    private int at;

    private DnsReader(byte[] from, int start, int end, int at) {
        this.from = from;
        this.start = start;
        this.end = end;
        this.at = at;
    }

    /// At the beginning of the message that fills the window.
    static DnsReader of(PacketBuffer message) {
        return new DnsReader(message.array(), message.start(), message.end(), message.start());
    }

    /// Another reader of the same message, at `position` octets from its beginning.
    DnsReader at(int position) {
        return new DnsReader(from, start, end, start + position);
    }

    /// Octets from the message's beginning.
    int position() {
        return at - start;
    }

    int u8() {
        return Bytes.u8(from, step(1));
    }

    int u16() {
        return Bytes.u16(from, step(2));
    }

    int i32() {
        return Bytes.i32(from, step(4));
    }

    Octets octets(int length) {
        return Octets.copyOf(from, step(length), length);
    }

    void read(byte[] to, int offset, int length) {
        System.arraycopy(from, step(length), to, offset, length);
    }

    private int step(int length) {
        if (length > end - at) {
            throw MalformedPacketException.INSTANCE;
        }
        int before = at;
        at += length;
        return before;
    }
}
