package dev.morgana.wire;

/// An IEEE 802 48-bit MAC address, held in the low 48 bits of a `long`, first octet highest.
public record MacAddress(long bits) {
    /// `ff:ff:ff:ff:ff:ff`.
    public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

    /// `00:00:00:00:00:00`: unknown.
    public static final MacAddress ZERO = new MacAddress(0);

    /// @throws IllegalArgumentException if a bit above the 48th is set
    public MacAddress {
        if (bits >>> 48 != 0) {
            throw new IllegalArgumentException("more than 48 bits: " + Long.toHexString(bits));
        }
    }

    /// Whether the group bit is set: multicast or broadcast.
    public boolean isGroup() {
        return (bits >>> 40 & 1) != 0;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 44; shift >= 0; shift -= 4) {
            text.append(Character.forDigit((int) (bits >>> shift) & 15, 16));
            if (shift % 8 == 0 && shift > 0) {
                text.append(':');
            }
        }
        return text.toString();
    }
}
