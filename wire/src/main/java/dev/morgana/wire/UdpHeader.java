package dev.morgana.wire;

/// The UDP header (RFC 768): source port, destination port. Length and checksum follow from the data and the addresses. The static
/// accessors read a datagram in place and create nothing; [#check] comes first.
public record UdpHeader(int sourcePort, int destinationPort) {
    /// Octets.
    public static final int SIZE = 8;

    /// @throws IllegalArgumentException if a port is outside 0 to 65535
    public UdpHeader {
        if ((sourcePort | destinationPort) >>> 16 != 0) {
            throw new IllegalArgumentException("ports " + sourcePort + ", " + destinationPort);
        }
    }

    /// Parses the header at the front of the window; see [#check].
    ///
    /// @throws MalformedPacketException if [#check] raises it
    public static UdpHeader parse(PacketBuffer datagram, int source, int destination) {
        check(datagram, source, destination);
        return new UdpHeader(sourcePort(datagram), destinationPort(datagram));
    }

    /// Checks length and checksum (RFC 1122 section 4.1.3.4), unless the card vouches for it. A checksum of zero says that the sender computed none.
    ///
    /// @param source address bits of the IP header
    /// @param destination address bits of the IP header
    /// @return octets of header and data; what follows in the window does not belong to the datagram
    /// @throws MalformedPacketException if the length is below 8 or beyond the window, or the checksum is wrong
    public static int check(PacketBuffer datagram, int source, int destination) {
        if (datagram.length() < SIZE) {
            throw MalformedPacketException.INSTANCE;
        }
        byte[] from = datagram.array();
        int at = datagram.start();
        int length = Bytes.u16(from, at + 4);
        if (length < SIZE || length > datagram.length()) {
            throw MalformedPacketException.INSTANCE;
        }
        if (Bytes.u16(from, at + 6) != 0 && !datagram.isIntact()) {
            long pseudo = Checksum.pseudoHeader(source, destination, Ipv4Header.UDP, length);
            if (Checksum.finish(Checksum.add(pseudo, from, at, length)) != 0) {
                throw MalformedPacketException.INSTANCE;
            }
        }
        return length;
    }

    /// The source port.
    public static int sourcePort(PacketBuffer datagram) {
        return Bytes.u16(datagram.array(), datagram.start());
    }

    /// The destination port.
    public static int destinationPort(PacketBuffer datagram) {
        return Bytes.u16(datagram.array(), datagram.start() + 2);
    }

    /// Prepends this header to the data that fill the window.
    ///
    /// @param source address bits of the IP header to come
    /// @param destination address bits of the IP header to come
    public void write(PacketBuffer to, int source, int destination) {
        prepend(to, sourcePort << 16 | destinationPort, source, destination);
    }

    /// Prepends a header without creating anything.
    ///
    /// @param ports source port in the upper, destination port in the lower half
    public static void prepend(PacketBuffer to, int ports, int source, int destination) {
        int at = to.prepend(SIZE);
        int length = to.length();
        byte[] array = to.array();
        Bytes.put32(array, at, ports);
        Bytes.put16(array, at + 4, length);
        Bytes.put16(array, at + 6, 0);
        long pseudo = Checksum.pseudoHeader(source, destination, Ipv4Header.UDP, length);
        int checksum = Checksum.finish(Checksum.add(pseudo, array, at, length));
        // RFC 768: a computed zero is sent as all ones, since zero means that there is none
        Bytes.put16(array, at + 6, checksum == 0 ? 0xffff : checksum);
    }
}
