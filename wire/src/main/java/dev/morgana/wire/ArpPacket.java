package dev.morgana.wire;

/// An ARP packet for IPv4 over Ethernet (RFC 826).
///
/// @param operation 1 request, 2 reply
/// @param senderHardware `ar$sha`
/// @param sender `ar$spa`
/// @param targetHardware `ar$tha`; meaningless in a request
/// @param target `ar$tpa`
public record ArpPacket(
        int operation,
        MacAddress senderHardware,
        Ipv4Address sender,
        MacAddress targetHardware,
        Ipv4Address target) {
    /// Octets.
    public static final int SIZE = 28;

    /// The operation `ares_op$REQUEST`.
    public static final int REQUEST = 1;

    /// The operation `ares_op$REPLY`.
    public static final int REPLY = 2;

    private static final int HARDWARE_ETHERNET = 1;

    /// @throws IllegalArgumentException if the operation is outside 0 to 65535
    public ArpPacket {
        if (operation < 0 || operation > 0xffff) {
            throw new IllegalArgumentException("operation out of range: " + operation);
        }
    }

    /// Parses the packet at the front of the window; what follows it is padding.
    ///
    /// @throws MalformedPacketException if the window is too short, or if it is about other address families or lengths
    public static ArpPacket parse(PacketBuffer packet) {
        if (packet.length() < SIZE) {
            throw MalformedPacketException.INSTANCE;
        }
        byte[] from = packet.array();
        int at = packet.start();
        boolean ipv4OverEthernet =
                Bytes.u16(from, at) == HARDWARE_ETHERNET
                        && Bytes.u16(from, at + 2) == EthernetHeader.IPV4
                        && Bytes.u16(from, at + 4) == 0x0604;
        if (!ipv4OverEthernet) {
            throw MalformedPacketException.INSTANCE;
        }
        return new ArpPacket(
                Bytes.u16(from, at + 6),
                new MacAddress(Bytes.u48(from, at + 8)),
                new Ipv4Address(Bytes.i32(from, at + 14)),
                new MacAddress(Bytes.u48(from, at + 18)),
                new Ipv4Address(Bytes.i32(from, at + 24)));
    }

    /// Prepends the packet.
    public void write(PacketBuffer to) {
        int at = to.prepend(SIZE);
        byte[] array = to.array();
        Bytes.put16(array, at, HARDWARE_ETHERNET);
        Bytes.put16(array, at + 2, EthernetHeader.IPV4);
        Bytes.put16(array, at + 4, 0x0604);
        Bytes.put16(array, at + 6, operation);
        Bytes.put48(array, at + 8, senderHardware.bits());
        Bytes.put32(array, at + 14, sender.bits());
        Bytes.put48(array, at + 18, targetHardware.bits());
        Bytes.put32(array, at + 24, target.bits());
    }
}
