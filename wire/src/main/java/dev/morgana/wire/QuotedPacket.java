package dev.morgana.wire;

/// The start of a packet as an ICMP error message quotes it: IPv4 header and at least 8 octets (RFC 792), enough to find the transport
/// that sent it. Neither checksum nor total length is checked: routers change the one and cut the other.
///
/// @param protocol of the payload
/// @param source of the quoted packet: the receiver of the error
/// @param destination of the quoted packet
/// @param word second 32-bit word of the transport header; for TCP the sequence number
/// @param length total length of the quoted packet, as its header says
public record QuotedPacket(
        int protocol, Endpoint source, Endpoint destination, int word, int length) {
    /// Parses the quotation that fills the window.
    ///
    /// @throws MalformedPacketException if it is no IPv4 packet, is cut short before 8 octets of payload, or quotes a later fragment
    public static QuotedPacket parse(PacketBuffer quotation) {
        byte[] from = quotation.array();
        int at = quotation.start();
        if (quotation.length() < Ipv4Header.SIZE) {
            throw MalformedPacketException.INSTANCE;
        }
        int first = Bytes.u8(from, at);
        int size = (first & 15) * 4;
        boolean useful =
                first >>> 4 == 4
                        && size >= Ipv4Header.SIZE
                        && quotation.length() >= size + 8
                        && (Bytes.u16(from, at + 6) & 0x1fff) == 0;
        if (!useful) {
            throw MalformedPacketException.INSTANCE;
        }
        return new QuotedPacket(
                Ipv4Header.protocol(quotation),
                new Endpoint(
                        new Ipv4Address(Ipv4Header.source(quotation)), Bytes.u16(from, at + size)),
                new Endpoint(
                        new Ipv4Address(Ipv4Header.destination(quotation)),
                        Bytes.u16(from, at + size + 2)),
                Bytes.i32(from, at + size + 4),
                Ipv4Header.totalLength(quotation));
    }
}
