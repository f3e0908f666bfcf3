package dev.morgana.virtio;

import dev.morgana.device.NetworkDevice;
import dev.morgana.wire.Bytes;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.PacketBuffer;

/// `struct virtio_net_hdr` (virtio 1.2 section 5.1.6) as Linux's TAP interfaces have it too: little-endian, without the number of buffers. It says what a sender has left to the
/// other side.
///
/// ```
///   0 flags | 1 gso_type | 2 hdr_len | 4 gso_size | 6 csum_start | 8 csum_offset
/// ```
public final class NetworkHeader {
    /// Octets.
    public static final int SIZE = 10;

    /// Octets of the largest frame that stands for several segments.
    public static final int LARGEST_FRAME = NetworkDevice.ETHERNET_HEADER + 65_535;

    private static final int NEEDS_CSUM = 1;
    private static final int DATA_VALID = 2;
    private static final int GSO_TCPV4 = 1;
    private static final int GSO_ECN = 0x80;
    private static final int ETHERTYPE_AT = 12;
    private static final int IPV4_PROTOCOL_AT = NetworkDevice.ETHERNET_HEADER + 9;
    private static final int TCP_DATA_OFFSET_AT = 12;

    private NetworkHeader() {}

    /// Writes what a frame, which fills the window, leaves to the card.
    ///
    /// @param at index in `to` of the header's first octet
    public static void write(PacketBuffer frame, byte[] to, int at) {
        Bytes.put16(to, at, 0);
        Bytes.put32(to, at + 2, 0);
        Bytes.put32(to, at + 6, 0);
        int begin = frame.start();
        int start = frame.checksumStart();
        if (start < 0) {
            return;
        }
        to[at] = NEEDS_CSUM;
        putLittle(to, at + 6, start - begin);
        putLittle(to, at + 8, frame.checksumField() - start);
        if (frame.segmentSize() > 0) {
            to[at + 1] = GSO_TCPV4;
            putLittle(to, at + 2, start - begin + tcpHeader(frame.array(), start));
            putLittle(to, at + 4, frame.segmentSize());
        }
    }

    private static int tcpHeader(byte[] array, int start) {
        return (array[start + TCP_DATA_OFFSET_AT] & 0xf0) >> 2;
    }

    /// Notes on a received frame, which fills the window, what its header says of it.
    ///
    /// @param at index in `from` of the header's first octet
    /// @param mtu octets of the largest packet; only segments of TCP over IPv4 together may be more
    /// @return false if it cannot be so
    public static boolean read(PacketBuffer frame, byte[] from, int at, int mtu) {
        int flags = from[at];
        int kind = from[at + 1] & 0xff & ~GSO_ECN;
        int size = little(from, at + 4);
        if ((flags & NEEDS_CSUM) != 0) {
            int field = little(from, at + 6) + little(from, at + 8);
            if (field + 2 > frame.length()) {
                return false;
            }
        }
        if (kind == GSO_TCPV4 && size > 0 && isTcp(frame)) {
            frame.segmentSize(size);
        } else if (kind != 0 || frame.length() > NetworkDevice.ETHERNET_HEADER + mtu) {
            return false;
        }
        if ((flags & (NEEDS_CSUM | DATA_VALID)) != 0) {
            frame.intact();
        }
        return true;
    }

    private static boolean isTcp(PacketBuffer frame) {
        byte[] array = frame.array();
        int start = frame.start();
        return frame.length() > IPV4_PROTOCOL_AT
                && Bytes.u16(array, start + ETHERTYPE_AT) == EthernetHeader.IPV4
                && array[start + IPV4_PROTOCOL_AT] == Ipv4Header.TCP;
    }

    private static int little(byte[] from, int at) {
        return (from[at] & 0xff) | ((from[at + 1] & 0xff) << 8);
    }

    private static void putLittle(byte[] to, int at, int value) {
        to[at] = (byte) value;
        to[at + 1] = (byte) (value >> 8);
    }
}
