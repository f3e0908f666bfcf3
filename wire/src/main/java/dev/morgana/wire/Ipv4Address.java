package dev.morgana.wire;

/// An IPv4 address (RFC 791), held as its 32 bits in network order: `10.0.2.15` is `0x0a00020f`.
public record Ipv4Address(int bits) {
    /// `0.0.0.0`: no address yet, or any local address.
    public static final Ipv4Address ANY = new Ipv4Address(0);

    /// `255.255.255.255`: the limited broadcast address (RFC 919).
    public static final Ipv4Address BROADCAST = new Ipv4Address(-1);

    /// `127.0.0.1`.
    public static final Ipv4Address LOOPBACK = new Ipv4Address(0x7f000001);

    /// The address `a.b.c.d`.
    ///
    /// @throws IllegalArgumentException if an octet is outside 0 to 255
    public static Ipv4Address of(int a, int b, int c, int d) {
        if (((a | b | c | d) & ~255) != 0) {
            throw new IllegalArgumentException(
                    "octet out of range: " + a + "." + b + "." + c + "." + d);
        }
        return new Ipv4Address(a << 24 | b << 16 | c << 8 | d);
    }

    /// Parses dotted-decimal notation with exactly four decimal octets, without leading zeros (RFC 6943 section 3.1.1, strict form).
    ///
    /// @throws IllegalArgumentException if the text has another form
    public static Ipv4Address parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("not an IPv4 address: " + text);
        }
        int bits = 0;
        for (String part : parts) {
            bits = bits << 8 | octet(part, text);
        }
        return new Ipv4Address(bits);
    }

    private static int octet(String part, String text) {
        boolean wellFormed =
                !part.isEmpty()
                        && part.length() <= 3
                        && (part.length() == 1 || part.charAt(0) != '0');
        int value = 0;
        for (int i = 0; wellFormed && i < part.length(); i++) {
            char digit = part.charAt(i);
            wellFormed = digit >= '0' && digit <= '9';
            value = value * 10 + digit - '0';
        }
        if (!wellFormed || value > 255) {
            throw new IllegalArgumentException("not an IPv4 address: " + text);
        }
        return value;
    }

    /// Whether this is in 224.0.0.0/4 (RFC 5771).
    public boolean isMulticast() {
        return bits >>> 28 == 0xe;
    }

    /// Whether this is in 127.0.0.0/8 (RFC 1122 section 3.2.1.3 (g)).
    public boolean isLoopback() {
        return bits >>> 24 == 127;
    }

    /// Whether this is `0.0.0.0`.
    public boolean isAny() {
        return bits == 0;
    }

    /// Whether this is the limited broadcast address.
    public boolean isBroadcast() {
        return bits == -1;
    }

    @Override
    public String toString() {
        return (bits >>> 24)
                + "."
                + (bits >>> 16 & 255)
                + "."
                + (bits >>> 8 & 255)
                + "."
                + (bits & 255);
    }
}
