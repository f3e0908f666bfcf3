package dev.morgana.wire;

/// A resource record (RFC 1035 section 3.2.1).
///
/// @param name of the node that it belongs to
/// @param type for example [#A]
/// @param dataClass [#INTERNET]; in an OPT record the sender's UDP payload size (RFC 6891 section 6.1.2)
/// @param ttl seconds to keep it, 32 bits; with the top bit set it counts as 0 (RFC 2181 section 8); in an OPT record extended
///     response code, version and flags
/// @param data in the form of the type
public record DnsRecord(DnsName name, int type, int dataClass, int ttl, Data data) {
    /// Type: host address.
    public static final int A = 1;

    /// Type: canonical name of an alias.
    public static final int CNAME = 5;

    /// Type: start of a zone of authority.
    public static final int SOA = 6;

    /// Type: IPv6 host address (RFC 3596).
    public static final int AAAA = 28;

    /// Type: EDNS pseudo-record (RFC 6891).
    public static final int OPT = 41;

    /// The class IN.
    public static final int INTERNET = 1;

    /// The data of a record.
    public sealed interface Data {
        /// Data of [#A].
        record Address(Ipv4Address address) implements Data {}

        /// Data of [#CNAME].
        record Alias(DnsName canonical) implements Data {}

        /// Data of [#SOA].
        ///
        /// @param server MNAME
        /// @param mailbox RNAME
        /// @param numbers SERIAL, REFRESH, RETRY and EXPIRE: 16 octets
        /// @param minimum MINIMUM: bounds how long a negative answer is kept (RFC 2308 section 4)
        record Authority(DnsName server, DnsName mailbox, Octets numbers, int minimum)
                implements Data {}

        /// Data of any other type, and of any type that has unexpected data in another class (RFC 3597).
        record Opaque(Octets octets) implements Data {}
    }

    /// Seconds to keep the record: 0 to 2^31 - 1.
    public int lifetime() {
        return Math.max(ttl, 0);
    }

    static DnsRecord read(DnsReader reader) {
        DnsName name = DnsName.read(reader);
        int type = reader.u16();
        int dataClass = reader.u16();
        int ttl = reader.i32();
        int length = reader.u16();
        int end = reader.position() + length;
        Data data = data(reader, dataClass == INTERNET ? type : 0, length);
        if (reader.position() != end) {
            throw MalformedPacketException.INSTANCE;
        }
        return new DnsRecord(name, type, dataClass, ttl, data);
    }

    private static Data data(DnsReader reader, int type, int length) {
        return switch (type) {
            case A -> new Data.Address(new Ipv4Address(reader.i32()));
            case CNAME -> new Data.Alias(DnsName.read(reader));
            case SOA ->
                    new Data.Authority(
                            DnsName.read(reader),
                            DnsName.read(reader),
                            reader.octets(16),
                            reader.i32());
            default -> new Data.Opaque(reader.octets(length));
        };
    }

    void write(PacketBuffer to) {
        name.write(to);
        int at = to.append(10);
        Bytes.put16(to.array(), at, type);
        Bytes.put16(to.array(), at + 2, dataClass);
        Bytes.put32(to.array(), at + 4, ttl);
        switch (data) {
            case Data.Address(Ipv4Address address) ->
                    Bytes.put32(to.array(), to.append(4), address.bits());
            case Data.Alias(DnsName canonical) -> canonical.write(to);
            case Data.Authority(var server, var mailbox, var numbers, int minimum) -> {
                server.write(to);
                mailbox.write(to);
                append(to, numbers);
                Bytes.put32(to.array(), to.append(4), minimum);
            }
            case Data.Opaque(Octets octets) -> append(to, octets);
        }
        Bytes.put16(to.array(), at + 8, to.end() - at - 10);
    }

    private static void append(PacketBuffer to, Octets octets) {
        octets.copyTo(0, to.array(), to.append(octets.length()), octets.length());
    }
}
