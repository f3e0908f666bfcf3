package dev.morgana.wire;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// A DHCP message over Ethernet (RFC 2131 section 2). The fields `sname` and `file` are read only as room for options (option 52).
///
/// @param operation 1 request of a client, 2 reply of a server
/// @param transaction `xid`: the client's random number, returned by the server
/// @param seconds `secs`: since the client began, 16 bits
/// @param broadcast whether the client asks for broadcast replies (section 4.1)
/// @param addresses the four addresses of the header
/// @param hardware `chaddr`: the client's MAC address
/// @param options all options, except 52
public record DhcpMessage(
        int operation,
        int transaction,
        int seconds,
        boolean broadcast,
        Addresses addresses,
        MacAddress hardware,
        DhcpOptions options) {
    /// Operation BOOTREQUEST.
    public static final int REQUEST = 1;

    /// Operation BOOTREPLY.
    public static final int REPLY = 2;

    private static final int SNAME = 44;
    private static final int FILE = 108;
    private static final int COOKIE = 236;
    private static final int OPTIONS = 240;
    private static final int MAGIC = 0x6382_5363;

    /// RFC 951 and RFC 1542 section 2.1: relays may drop a BOOTP message below 300 octets.
    private static final int MINIMUM = 300;

    /// The kinds of message (RFC 2132 section 9.6), with their numbers.
    public enum Type {
        /// Client looks for servers.
        DISCOVER(1),
        /// Server offers an address.
        OFFER(2),
        /// Client requests or extends.
        REQUEST(3),
        /// Client found the address in use.
        DECLINE(4),
        /// Server commits the address.
        ACK(5),
        /// Server refuses.
        NAK(6),
        /// Client gives the address back.
        RELEASE(7),
        /// Client asks for parameters only.
        INFORM(8);

        private static final Type[] ALL = values();

        private final int number;

        Type(int number) {
            this.number = number;
        }

        /// The number in option 53.
        public int number() {
            return number;
        }

        /// The type with this number.
        ///
        /// @throws MalformedPacketException if there is none
        public static Type of(int number) {
            for (Type type : ALL) {
                if (type.number == number) {
                    return type;
                }
            }
            throw MalformedPacketException.INSTANCE;
        }
    }

    /// The addresses of a header.
    ///
    /// @param client `ciaddr`: what the client has already
    /// @param yours `yiaddr`: what the server gives the client
    /// @param server `siaddr`: of the next server in bootstrap
    /// @param relay `giaddr`
    public record Addresses(
            Ipv4Address client, Ipv4Address yours, Ipv4Address server, Ipv4Address relay) {
        /// All zero.
        public static final Addresses NONE = client(Ipv4Address.ANY);

        /// Only `ciaddr`.
        public static Addresses client(Ipv4Address address) {
            return new Addresses(address, Ipv4Address.ANY, Ipv4Address.ANY, Ipv4Address.ANY);
        }
    }

    /// @throws IllegalArgumentException if the operation is neither 1 nor 2 or the seconds are outside 0 to 65535
    public DhcpMessage {
        if (operation != REQUEST && operation != REPLY) {
            throw new IllegalArgumentException("operation: " + operation);
        }
        if (seconds >>> 16 != 0) {
            throw new IllegalArgumentException("seconds out of range: " + seconds);
        }
    }

    /// The kind of message.
    ///
    /// @throws MalformedPacketException if option 53 is absent, as in plain BOOTP, or unknown
    public Type type() {
        return Type.of(options.octet(DhcpOptions.MESSAGE_TYPE));
    }

    /// Parses the message that fills the window.
    ///
    /// @throws MalformedPacketException if it is too short, not about Ethernet, without the magic cookie, or an option is cut short
    public static DhcpMessage parse(PacketBuffer message) {
        if (message.length() < OPTIONS) {
            throw MalformedPacketException.INSTANCE;
        }
        byte[] from = message.array();
        int at = message.start();
        int operation = Bytes.u8(from, at);
        boolean overEthernet = Bytes.u8(from, at + 1) == 1 && Bytes.u8(from, at + 2) == 6;
        boolean known = operation == REQUEST || operation == REPLY;
        if (!known || !overEthernet || Bytes.i32(from, at + COOKIE) != MAGIC) {
            throw MalformedPacketException.INSTANCE;
        }
        return new DhcpMessage(
                operation,
                Bytes.i32(from, at + 4),
                Bytes.u16(from, at + 8),
                (Bytes.u16(from, at + 10) & 0x8000) != 0,
                new Addresses(
                        new Ipv4Address(Bytes.i32(from, at + 12)),
                        new Ipv4Address(Bytes.i32(from, at + 16)),
                        new Ipv4Address(Bytes.i32(from, at + 20)),
                        new Ipv4Address(Bytes.i32(from, at + 24))),
                new MacAddress(Bytes.u48(from, at + 28)),
                options(message));
    }

    /// RFC 2131 section 4.1, RFC 3396 section 5: first the options field, then `file`, then `sname` where option 52 says so.
    private static DhcpOptions options(PacketBuffer message) {
        byte[] from = message.array();
        int at = message.start();
        Map<Integer, Octets> found = new TreeMap<>();
        DhcpOptions.read(from, at + OPTIONS, message.end(), found);
        Octets overload = found.remove(DhcpOptions.OVERLOAD);
        if (overload != null) {
            int fields = overload.length() == 1 ? overload.u8(0) : 0;
            if (fields < 1 || fields > 3) {
                throw MalformedPacketException.INSTANCE;
            }
            if ((fields & 1) != 0) {
                DhcpOptions.read(from, at + FILE, at + COOKIE, found);
            }
            if ((fields & 2) != 0) {
                DhcpOptions.read(from, at + SNAME, at + FILE, found);
            }
            found.remove(DhcpOptions.OVERLOAD);
        }
        return new DhcpOptions(found);
    }

    /// Appends the message to an empty buffer, padded to the least size that relays let through.
    public void write(PacketBuffer to) {
        int at = to.append(OPTIONS);
        byte[] array = to.array();
        Arrays.fill(array, at, at + OPTIONS, (byte) 0);
        Bytes.put32(array, at, operation << 24 | 0x0001_0600);
        Bytes.put32(array, at + 4, transaction);
        Bytes.put16(array, at + 8, seconds);
        Bytes.put16(array, at + 10, broadcast ? 0x8000 : 0);
        Bytes.put32(array, at + 12, addresses.client.bits());
        Bytes.put32(array, at + 16, addresses.yours.bits());
        Bytes.put32(array, at + 20, addresses.server.bits());
        Bytes.put32(array, at + 24, addresses.relay.bits());
        Bytes.put48(array, at + 28, hardware.bits());
        Bytes.put32(array, at + COOKIE, MAGIC);
        options.write(to);
        int missing = MINIMUM - (to.end() - at);
        if (missing > 0) {
            int padding = to.append(missing);
            Arrays.fill(array, padding, padding + missing, (byte) 0);
        }
    }
}
