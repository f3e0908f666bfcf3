package dev.morgana.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The Internet checksum (RFC 1071): the ones' complement of the ones' complement sum of 16-bit words.
///
/// A partial sum is a plain `long` that starts at 0; 64 bits take more words than any packet has, so carries are folded once, at the
/// end. Parts are added in any order; every part but the last added starts at an even octet of the whole.
public final class Checksum {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Checksum() {}

    /// Adds `length` octets from `offset` on to a partial sum; an odd last octet counts as if a zero octet followed (RFC 1071
    /// section 1).
    public static long add(long sum, byte[] from, int offset, int length) {
        int at = offset;
        int end = offset + length;
        long total = sum;
        // RFC 1071 section 2 (C): the sum may be formed in wider words, since 2^16 is congruent to
        // 1 and folding brings the halves together
        for (; at + 8 <= end; at += 8) {
            long words = (long) LONGS.get(from, at);
            total += (words >>> 32) + (words & 0xffff_ffffL);
        }
        for (; at + 2 <= end; at += 2) {
            total += Bytes.u16(from, at);
        }
        if (at < end) {
            total += Bytes.u8(from, at) << 8;
        }
        return total;
    }

    /// The partial sum of the pseudo-header that TCP and UDP put before their own header (RFC 9293 section 3.1, RFC 768).
    ///
    /// @param source address bits
    /// @param destination address bits
    /// @param protocol number in the IPv4 header
    /// @param length octets of transport header and data
    public static long pseudoHeader(int source, int destination, int protocol, int length) {
        return (source & 0xffff_ffffL) + (destination & 0xffff_ffffL) + protocol + length;
    }

    /// Folds a partial sum into the 16-bit checksum. Over data that contain their own correct checksum the result is 0.
    public static int finish(long sum) {
        long folded = (sum & 0xffff_ffffL) + (sum >>> 32);
        folded = (folded & 0xffff) + (folded >>> 16);
        folded = (folded & 0xffff) + (folded >>> 16);
        folded = (folded & 0xffff) + (folded >>> 16);
        return (int) ~folded & 0xffff;
    }

    /// The checksum of `length` octets from `offset` on.
    public static int of(byte[] from, int offset, int length) {
        return finish(add(0, from, offset, length));
    }

    /// The checksum after one 16-bit word of the data changed, without reading the rest (RFC 1624 equation 3).
    public static int update(int checksum, int before, int after) {
        return finish((~checksum & 0xffffL) + (~before & 0xffffL) + after);
    }
}
