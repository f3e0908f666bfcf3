package dev.morgana.wire;

import java.util.Arrays;

/// A domain name (RFC 1035 section 3.1): labels of 1 to 63 octets, at most 255 octets in all with their lengths and the root. Held as
/// on the wire without compression, in the case it was given in; compared without regard to ASCII case (RFC 4343).
public final class DnsName {
    /// The root.
    public static final DnsName ROOT = new DnsName(new byte[1]);

    /// Octets of a name at most.
    public static final int MAXIMUM = 255;

    private static final int LABEL_MAXIMUM = 63;

    private final byte[] wire;

    private DnsName(byte[] wire) {
        this.wire = wire;
    }

    /// The name that `text` writes with dots, with or without one at the end. No escapes are known; only ASCII is allowed.
    ///
    /// @throws IllegalArgumentException if it is no domain name
    public static DnsName of(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.isEmpty()) {
            if (text.equals(".")) {
                return ROOT;
            }
            throw new IllegalArgumentException("empty domain name");
        }
        byte[] wire = new byte[name.length() + 2];
        int at = 0;
        for (String label : name.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > LABEL_MAXIMUM) {
                throw new IllegalArgumentException("no domain name: " + text);
            }
            wire[at++] = (byte) label.length();
            for (int i = 0; i < label.length(); i++) {
                if (label.charAt(i) > '~' || label.charAt(i) <= ' ') {
                    throw new IllegalArgumentException("no domain name: " + text);
                }
                wire[at++] = (byte) label.charAt(i);
            }
        }
        if (wire.length > MAXIMUM) {
            throw new IllegalArgumentException("domain name too long: " + text);
        }
        return new DnsName(wire);
    }

    /// Reads the name at `reader`'s position and moves on behind it. Compression pointers (RFC 1035 section 4.1.4) are followed only
    /// backwards, to before the part that holds them, so that there is no loop.
    ///
    /// @throws MalformedPacketException if the name is cut short, too long, points forward or uses a label type other than 00 and 11
    static DnsName read(DnsReader reader) {
        byte[] wire = new byte[MAXIMUM];
        int length = 0;
        DnsReader from = reader;
        int limit = from.position();
        while (true) {
            int octet = from.u8();
            if (octet >= 0xc0) {
                int target = (octet & 0x3f) << 8 | from.u8();
                if (target >= limit) {
                    throw MalformedPacketException.INSTANCE;
                }
                limit = target;
                from = from.at(target);
                continue;
            }
            if (octet > LABEL_MAXIMUM || length + 1 + octet > MAXIMUM) {
                throw MalformedPacketException.INSTANCE;
            }
            wire[length++] = (byte) octet;
            if (octet == 0) {
                return new DnsName(Arrays.copyOf(wire, length));
            }
            from.read(wire, length, octet);
            length += octet;
        }
    }

    /// Appends the name, uncompressed.
    void write(PacketBuffer to) {
        to.append(wire, 0, wire.length);
    }

    /// Octets on the wire, uncompressed.
    public int length() {
        return wire.length;
    }

    /// The name with the case of its letters chosen by `bits`, one each, repeating after 64: a spoofed answer has to guess them too
    /// (draft-vixie-dnsext-dns0x20).
    public DnsName withCase(long bits) {
        byte[] changed = wire.clone();
        long rest = bits;
        for (int i = 0; i < changed.length; i++) {
            if (isLetter(changed[i])) {
                changed[i] = (byte) ((changed[i] & ~0x20) | ((int) (rest & 1) << 5));
                rest = Long.rotateRight(rest, 1);
            }
        }
        return new DnsName(changed);
    }

    /// Whether both are the same octets, case included.
    public boolean equalsExactly(DnsName other) {
        return Arrays.equals(wire, other.wire);
    }

    /// A length octet is at most 63 and thus never taken for a letter.
    private static boolean isLetter(byte octet) {
        int lower = octet | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    private static int folded(byte octet) {
        return isLetter(octet) ? octet | 0x20 : octet;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof DnsName that) || that.wire.length != wire.length) {
            return false;
        }
        for (int i = 0; i < wire.length; i++) {
            if (folded(wire[i]) != folded(that.wire[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (byte octet : wire) {
            hash = 31 * hash + folded(octet);
        }
        return hash;
    }

    /// The labels with a dot after each, octets outside visible ASCII as question marks.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int at = 0; wire[at] != 0; at += 1 + wire[at]) {
            for (int i = at + 1; i <= at + wire[at]; i++) {
                text.append(wire[i] >= '!' && wire[i] <= '~' ? (char) wire[i] : '?');
            }
            text.append('.');
        }
        return text.isEmpty() ? "." : text.toString();
    }
}
