package dev.morgana.wire;

/// An IPv4 address with the length of its network's prefix (RFC 4632 section 3.1), as in `10.0.2.15/24`. The bits behind the prefix
/// are kept, so that one value says both an interface's address and its network.
public record Ipv4Prefix(Ipv4Address address, int length) {
    /// @throws IllegalArgumentException if the length is outside 0 to 32
    public Ipv4Prefix {
        if (length < 0 || length > 32) {
            throw new IllegalArgumentException("prefix length out of range: " + length);
        }
    }

    /// Parses `ADDRESS/LENGTH`.
    ///
    /// @throws IllegalArgumentException if the text has another form
    public static Ipv4Prefix parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("no ADDRESS/LENGTH: " + text);
        }
        String digits = text.substring(slash + 1);
        boolean wellFormed =
                !digits.isEmpty()
                        && digits.length() <= 2
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!wellFormed || (digits.length() == 2 && digits.charAt(0) == '0')) {
            throw new IllegalArgumentException("no prefix length: " + text);
        }
        return new Ipv4Prefix(
                Ipv4Address.parse(text.substring(0, slash)), Integer.parseInt(digits));
    }

    /// The prefix of an address and its subnet mask.
    ///
    /// @throws IllegalArgumentException if the mask's ones are not contiguous
    public static Ipv4Prefix of(Ipv4Address address, Ipv4Address mask) {
        int length = Integer.bitCount(mask.bits());
        Ipv4Prefix made = new Ipv4Prefix(address, length);
        if (made.mask() != mask.bits()) {
            throw new IllegalArgumentException("no subnet mask: " + mask);
        }
        return made;
    }

    /// The mask: ones for the prefix, zeros behind it.
    public int mask() {
        return length == 0 ? 0 : -1 << (32 - length);
    }

    /// The address with the bits behind the prefix cleared.
    public Ipv4Address network() {
        return new Ipv4Address(address.bits() & mask());
    }

    /// The network's directed broadcast address (RFC 919); meaningful for lengths up to 30 (RFC 3021).
    public Ipv4Address broadcast() {
        return new Ipv4Address(address.bits() | ~mask());
    }

    /// Whether the address with these bits lies in the network.
    public boolean contains(int bits) {
        return ((bits ^ address.bits()) & mask()) == 0;
    }

    /// Whether the address with these bits is the network's broadcast address; a network of length 31 or 32 has none (RFC 3021
    /// section 2.1).
    public boolean isBroadcast(int bits) {
        return length <= 30 && contains(bits) && (bits | mask()) == -1;
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }
}
