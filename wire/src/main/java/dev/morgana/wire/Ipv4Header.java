package dev.morgana.wire;

/// The IPv4 header (RFC 791 section 3.1). Total length and checksum are no components: they follow from the rest and the payload.
/// The static accessors read a packet in place and create nothing; [#check] comes first.
///
/// @param trafficClass differentiated services code point and ECN bits (RFC 2474, RFC 3168), 8 bits
/// @param identification 16 bits
/// @param flags the three control bits, [#DONT_FRAGMENT] and [#MORE_FRAGMENTS] among them, as they stand above the fragment offset
/// @param fragmentOffset in units of 8 octets, 13 bits
/// @param ttl time to live, 8 bits
/// @param protocol of the payload, 8 bits
/// @param source address
/// @param destination address
/// @param options the options' octets: a multiple of 4, at most 40
public record Ipv4Header(
        int trafficClass,
        int identification,
        int flags,
        int fragmentOffset,
        int ttl,
        int protocol,
        Ipv4Address source,
        Ipv4Address destination,
        Octets options) {
    /// Octets of a header without options.
    public static final int SIZE = 20;

    /// Protocol number of ICMP.
    public static final int ICMP = 1;

    /// Protocol number of TCP.
    public static final int TCP = 6;

    /// Protocol number of UDP.
    public static final int UDP = 17;

    /// The control bit DF.
    public static final int DONT_FRAGMENT = 2;

    /// The control bit MF.
    public static final int MORE_FRAGMENTS = 1;

    /// The second word of the header of an atomic packet (RFC 6864 section 4.1): DF, and no identification.
    public static final int ATOMIC = DONT_FRAGMENT << 13;

    private static final int END_OF_OPTIONS = 0;
    private static final int NO_OPERATION = 1;
    private static final int LOOSE_SOURCE_ROUTE = 131;
    private static final int STRICT_SOURCE_ROUTE = 137;

    /// @throws IllegalArgumentException if a number does not fit its field
    public Ipv4Header {
        boolean fits =
                trafficClass >>> 8 == 0
                        && identification >>> 16 == 0
                        && flags >>> 3 == 0
                        && fragmentOffset >>> 13 == 0
                        && ttl >>> 8 == 0
                        && protocol >>> 8 == 0;
        if (!fits) {
            throw new IllegalArgumentException("a number does not fit its field");
        }
        if (options.length() > 40 || options.length() % 4 != 0) {
            throw new IllegalArgumentException("octets of options: " + options.length());
        }
    }

    /// A header without options for an atomic packet (RFC 6864 section 4.1): never fragmented, identification 0.
    public static Ipv4Header atomic(
            int ttl, int protocol, Ipv4Address source, Ipv4Address destination) {
        return new Ipv4Header(
                0, 0, DONT_FRAGMENT, 0, ttl, protocol, source, destination, Octets.NONE);
    }

    /// Parses the header at the front of the window; see [#check].
    ///
    /// @throws MalformedPacketException if [#check] raises it
    public static Ipv4Header parse(PacketBuffer packet) {
        int size = check(packet);
        byte[] from = packet.array();
        int at = packet.start();
        int fragment = Bytes.u16(from, at + 6);
        return new Ipv4Header(
                Bytes.u8(from, at + 1),
                Bytes.u16(from, at + 4),
                fragment >>> 13,
                fragment & 0x1fff,
                Bytes.u8(from, at + 8),
                protocol(packet),
                new Ipv4Address(source(packet)),
                new Ipv4Address(destination(packet)),
                Octets.copyOf(from, at + SIZE, size - SIZE));
    }

    /// Checks version, lengths and checksum (RFC 1122 sections 3.2.1.1 and 3.2.1.2).
    ///
    /// @return octets of the header
    /// @throws MalformedPacketException if the version is not 4, the header or the total length does not fit into the window, or the
    ///     header's checksum is wrong
    public static int check(PacketBuffer packet) {
        int length = packet.length();
        if (length < SIZE) {
            throw MalformedPacketException.INSTANCE;
        }
        int first = Bytes.u8(packet.array(), packet.start());
        int size = (first & 15) * 4;
        int total = totalLength(packet);
        boolean fits = first >>> 4 == 4 && size >= SIZE && size <= total && total <= length;
        if (!fits || Checksum.of(packet.array(), packet.start(), size) != 0) {
            throw MalformedPacketException.INSTANCE;
        }
        return size;
    }

    /// Octets of a checked header.
    public static int size(PacketBuffer packet) {
        return (packet.array()[packet.start()] & 15) * 4;
    }

    /// Octets of header and payload, as the header says.
    public static int totalLength(PacketBuffer packet) {
        return Bytes.u16(packet.array(), packet.start() + 2);
    }

    /// Whether this is one fragment of a larger packet.
    public static boolean isFragment(PacketBuffer packet) {
        return (Bytes.u16(packet.array(), packet.start() + 6) & 0x3fff) != 0;
    }

    /// The protocol of the payload.
    public static int protocol(PacketBuffer packet) {
        return Bytes.u8(packet.array(), packet.start() + 9);
    }

    /// The source address's bits.
    public static int source(PacketBuffer packet) {
        return Bytes.i32(packet.array(), packet.start() + 12);
    }

    /// The destination address's bits.
    public static int destination(PacketBuffer packet) {
        return Bytes.i32(packet.array(), packet.start() + 16);
    }

    /// Whether the options of a checked header hold a source route. Unknown options are passed over (RFC 1122 section 3.2.1.8); what
    /// follows an option of illegal length is not looked at.
    ///
    /// @param size octets of the header, as [#check] returned them
    public static boolean hasSourceRoute(PacketBuffer packet, int size) {
        byte[] from = packet.array();
        int at = packet.start() + SIZE;
        int end = packet.start() + size;
        while (at < end) {
            int kind = Bytes.u8(from, at);
            if (kind == LOOSE_SOURCE_ROUTE || kind == STRICT_SOURCE_ROUTE) {
                return true;
            }
            if (kind == END_OF_OPTIONS) {
                return false;
            }
            if (kind == NO_OPERATION) {
                at++;
                continue;
            }
            int length = at + 1 < end ? Bytes.u8(from, at + 1) : 0;
            if (length < 2) {
                return false;
            }
            at += length;
        }
        return false;
    }

    /// Prepends this header to its payload: total length and checksum are filled in.
    public void write(PacketBuffer to) {
        int size = SIZE + options.length();
        options.copyTo(0, to.array(), to.prepend(options.length()), options.length());
        int at = to.prepend(SIZE);
        byte[] array = to.array();
        Bytes.put8(array, at, 0x40 | size / 4);
        Bytes.put8(array, at + 1, trafficClass);
        Bytes.put16(array, at + 4, identification);
        Bytes.put16(array, at + 6, flags << 13 | fragmentOffset);
        Bytes.put8(array, at + 8, ttl);
        Bytes.put8(array, at + 9, protocol);
        Bytes.put32(array, at + 12, source.bits());
        Bytes.put32(array, at + 16, destination.bits());
        finish(to, size);
    }

    /// Whether a checked packet is whole and shall stay so: DF is set, and the identification means nothing.
    public static boolean isAtomic(PacketBuffer packet) {
        return Bytes.u16(packet.array(), packet.start() + 6) == ATOMIC;
    }

    /// Prepends a header without options, without creating anything.
    ///
    /// @param service traffic class, time to live and protocol, one octet each
    /// @param fragmentation identification, flags and offset: [#ATOMIC], or an identification in the upper half
    public static void prepend(
            PacketBuffer to, int service, int fragmentation, int source, int destination) {
        int at = to.prepend(SIZE);
        byte[] array = to.array();
        Bytes.put16(array, at, 0x4500 | service >>> 16);
        Bytes.put32(array, at + 4, fragmentation);
        Bytes.put16(array, at + 8, service);
        Bytes.put32(array, at + 12, source);
        Bytes.put32(array, at + 16, destination);
        finish(to, SIZE);
    }

    /// Fills in total length and checksum of the header at the window's front, which changed or is new.
    ///
    /// @param size octets of the header
    public static void finish(PacketBuffer packet, int size) {
        byte[] array = packet.array();
        int at = packet.start();
        Bytes.put16(array, at + 2, packet.length());
        Bytes.put16(array, at + 10, 0);
        Bytes.put16(array, at + 10, Checksum.of(array, at, size));
    }
}
