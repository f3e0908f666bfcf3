package dev.morgana.testkit;

/// Octets of Ethernet frames with IPv4 packets in them, read and repaired without the product's own code: what it is tested with must
/// not share its mistakes.
public final class RawFrame {
    /// Where the IPv4 header begins.
    public static final int IP = 14;

    /// Octets of an IPv4 header without options.
    public static final int IP_SIZE = 20;

    /// The Ethernet type of IPv4.
    public static final int IPV4 = 0x0800;

    /// The Ethernet type of ARP.
    public static final int ARP = 0x0806;

    /// The protocol number of ICMP.
    public static final int ICMP = 1;

    /// The protocol number of TCP.
    public static final int TCP = 6;

    /// The protocol number of UDP.
    public static final int UDP = 17;

    private static final int NO_CHECKSUM = 1 << 20;

    private RawFrame() {}

    /// The octet at `at`.
    public static int u8(byte[] frame, int at) {
        return frame[at] & 255;
    }

    /// The 16 bits at `at`.
    public static int u16(byte[] frame, int at) {
        return u8(frame, at) << 8 | u8(frame, at + 1);
    }

    /// Writes 16 bits.
    public static void put16(byte[] frame, int at, int value) {
        frame[at] = (byte) (value >>> 8);
        frame[at + 1] = (byte) value;
    }

    /// Whether it is long enough for an IPv4 header and says that it has one.
    public static boolean isIpv4(byte[] frame) {
        return frame.length >= IP + IP_SIZE && u16(frame, 12) == IPV4;
    }

    /// Where the header behind IPv4's begins, by the length that this says.
    public static int transport(byte[] frame) {
        return IP + (frame[IP] & 15) * 4;
    }

    /// Makes the lengths in the headers those of the frame.
    public static void repairLengths(byte[] frame) {
        if (!isIpv4(frame)) {
            return;
        }
        put16(frame, IP + 2, frame.length - IP);
        int at = transport(frame);
        if (u8(frame, IP + 9) == UDP && at + 8 <= frame.length) {
            put16(frame, at + 4, frame.length - at);
        }
    }

    /// Makes the checksums right, as far as the frame has room for them.
    public static void repairChecksums(byte[] frame) {
        if (!isIpv4(frame)) {
            return;
        }
        int at = transport(frame);
        int end = Math.min(frame.length, IP + u16(frame, IP + 2));
        if (at > end || at < IP + IP_SIZE) {
            return;
        }
        int protocol = u8(frame, IP + 9);
        int place =
                at
                        + switch (protocol) {
                            case TCP -> 16;
                            case UDP -> 6;
                            case ICMP -> 2;
                            default -> NO_CHECKSUM;
                        };
        if (place + 2 <= end) {
            put16(frame, place, 0);
            put16(frame, place, checksum(pseudoHeader(frame, protocol, end - at), frame, at, end));
        }
        put16(frame, IP + 10, 0);
        put16(frame, IP + 10, checksum(0, frame, IP, at));
    }

    private static long pseudoHeader(byte[] frame, int protocol, int length) {
        return protocol == ICMP ? 0 : sum(frame, IP + 12, IP + 20) + protocol + length;
    }

    /// The checksum of RFC 1071 over the octets from `at` to `end` on top of `start`: 0 if they contain a right one.
    public static int checksum(long start, byte[] frame, int at, int end) {
        long sum = start + sum(frame, at, end);
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (int) ~sum & 0xffff;
    }

    private static long sum(byte[] frame, int at, int end) {
        long sum = 0;
        for (int i = at; i < end; i++) {
            sum += (long) u8(frame, i) << ((i - at) % 2 == 0 ? 8 : 0);
        }
        return sum;
    }
}
