package dev.morgana.wire;

/// The header of an Ethernet II frame (RFC 894): destination, source, type. The static accessors read a frame in place and create
/// nothing.
public record EthernetHeader(MacAddress destination, MacAddress source, int type) {
    /// Octets.
    public static final int SIZE = 14;

    /// Type of IPv4 packets.
    public static final int IPV4 = 0x0800;

    /// Type of ARP packets.
    public static final int ARP = 0x0806;

    /// @throws IllegalArgumentException if the type is outside 0 to 65535
    public EthernetHeader {
        if (type < 0 || type > 0xffff) {
            throw new IllegalArgumentException("type out of range: " + type);
        }
    }

    /// Parses the header at the front of the window.
    ///
    /// @throws MalformedPacketException if the window is shorter than the header
    public static EthernetHeader parse(PacketBuffer frame) {
        check(frame);
        return new EthernetHeader(
                new MacAddress(destination(frame)), new MacAddress(source(frame)), type(frame));
    }

    /// Checks that the window holds a header.
    ///
    /// @throws MalformedPacketException if not
    public static void check(PacketBuffer frame) {
        if (frame.length() < SIZE) {
            throw MalformedPacketException.INSTANCE;
        }
    }

    /// The destination's 48 bits.
    public static long destination(PacketBuffer frame) {
        return Bytes.u48(frame.array(), frame.start());
    }

    /// The source's 48 bits.
    public static long source(PacketBuffer frame) {
        return Bytes.u48(frame.array(), frame.start() + 6);
    }

    /// The type (or, below 1536, an IEEE 802.3 length).
    public static int type(PacketBuffer frame) {
        return Bytes.u16(frame.array(), frame.start() + 12);
    }

    /// Prepends this header.
    public void write(PacketBuffer to) {
        prepend(to, destination.bits(), source.bits(), type);
    }

    /// Prepends a header with these fields.
    public static void prepend(PacketBuffer to, long destination, long source, int type) {
        int at = to.prepend(SIZE);
        Bytes.put48(to.array(), at, destination);
        Bytes.put48(to.array(), at + 6, source);
        Bytes.put16(to.array(), at + 12, type);
    }
}
