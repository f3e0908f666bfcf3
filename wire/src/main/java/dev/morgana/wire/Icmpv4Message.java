package dev.morgana.wire;

/// An ICMP message (RFC 792): type, code, four octets whose meaning depends on the type, and a body.
///
/// @param type for example [#ECHO_REQUEST]
/// @param code refines the type
/// @param rest echo: identifier and sequence number; destination unreachable with [#FRAGMENTATION_NEEDED]: next-hop MTU (RFC 1191
///     section 4); otherwise unused
/// @param body echo: the data to return; errors: header and first octets of the packet in question
public record Icmpv4Message(int type, int code, int rest, Octets body) {
    /// Octets before the body.
    public static final int SIZE = 8;

    /// Type: echo reply.
    public static final int ECHO_REPLY = 0;

    /// Type: destination unreachable.
    public static final int UNREACHABLE = 3;

    /// Type: source quench, deprecated (RFC 6633).
    public static final int SOURCE_QUENCH = 4;

    /// Type: redirect.
    public static final int REDIRECT = 5;

    /// Type: echo.
    public static final int ECHO_REQUEST = 8;

    /// Type: time exceeded.
    public static final int TIME_EXCEEDED = 11;

    /// Type: parameter problem.
    public static final int PARAMETER_PROBLEM = 12;

    /// Code of [#UNREACHABLE]: host unreachable.
    public static final int HOST = 1;

    /// Code of [#UNREACHABLE]: protocol unreachable.
    public static final int PROTOCOL = 2;

    /// Code of [#UNREACHABLE]: port unreachable.
    public static final int PORT = 3;

    /// Code of [#UNREACHABLE]: fragmentation needed and DF set.
    public static final int FRAGMENTATION_NEEDED = 4;

    /// Code of [#UNREACHABLE]: source route failed.
    public static final int SOURCE_ROUTE_FAILED = 5;

    /// @throws IllegalArgumentException if type or code is outside 0 to 255
    public Icmpv4Message {
        if ((type | code) >>> 8 != 0) {
            throw new IllegalArgumentException("type " + type + ", code " + code);
        }
    }

    /// Parses the message that fills the window; see [#check].
    ///
    /// @throws MalformedPacketException if [#check] raises it
    public static Icmpv4Message parse(PacketBuffer message) {
        check(message);
        return new Icmpv4Message(
                type(message),
                code(message),
                rest(message),
                Octets.copyOf(message.array(), message.start() + SIZE, message.length() - SIZE));
    }

    /// Checks length and checksum.
    ///
    /// @throws MalformedPacketException if the window is shorter than 8 octets or its checksum is wrong
    public static void check(PacketBuffer message) {
        if (message.length() < SIZE
                || Checksum.of(message.array(), message.start(), message.length()) != 0) {
            throw MalformedPacketException.INSTANCE;
        }
    }

    /// Whether messages of this type report an error: about them no error is ever sent (RFC 1122 section 3.2.2). Unknown types count
    /// as such.
    public static boolean isError(int type) {
        return switch (type) {
            case ECHO_REPLY, ECHO_REQUEST, 9, 10, 13, 14, 15, 16, 17, 18 -> false;
            default -> true;
        };
    }

    /// The type.
    public static int type(PacketBuffer message) {
        return Bytes.u8(message.array(), message.start());
    }

    /// The code.
    public static int code(PacketBuffer message) {
        return Bytes.u8(message.array(), message.start() + 1);
    }

    /// The four octets before the body.
    public static int rest(PacketBuffer message) {
        return Bytes.i32(message.array(), message.start() + 4);
    }

    /// Turns an echo request into its reply in place (RFC 1122 section 3.2.2.6: the data come back unchanged).
    public static void turnIntoReply(PacketBuffer request) {
        byte[] array = request.array();
        int at = request.start();
        int before = Bytes.u16(array, at);
        Bytes.put8(array, at, ECHO_REPLY);
        int checksum = Bytes.u16(array, at + 2);
        Bytes.put16(array, at + 2, Checksum.update(checksum, before, Bytes.u16(array, at)));
    }

    /// Prepends the message.
    public void write(PacketBuffer to) {
        body.copyTo(0, to.array(), to.prepend(body.length()), body.length());
        prepend(to, type, code, rest);
    }

    /// Prepends type, code, checksum and `rest` to a body that fills the window.
    public static void prepend(PacketBuffer to, int type, int code, int rest) {
        int at = to.prepend(SIZE);
        byte[] array = to.array();
        Bytes.put16(array, at, type << 8 | code);
        Bytes.put16(array, at + 2, 0);
        Bytes.put32(array, at + 4, rest);
        Bytes.put16(array, at + 2, Checksum.of(array, at, to.length()));
    }
}
