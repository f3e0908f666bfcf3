package dev.morgana.runtime.net;

import dev.morgana.wire.Bytes;
import dev.morgana.wire.PacketBuffer;

/// `struct virtio_net_hdr` (virtio 1.2 section 5.1.6) as Linux's TAP interfaces have it: little-endian, without the number of buffers. It says what a sender has left to the
/// other side.
///
/// ```
///   0 flags | 1 gso_type | 2 hdr_len | 4 gso_size | 6 csum_start | 8 csum_offset
/// ```
final class VirtioHeader {
    /// Octets.
    static final int SIZE = 10;

    private static final int NEEDS_CSUM = 1;
    private static final int DATA_VALID = 2;
    private static final int GSO_TCPV4 = 1;
    private static final int GSO_ECN = 0x80;
    private static final int TCP_HEADER = 20;
    private static final int TCP_DATA_OFFSET_AT = 12;

    /// Prepends the header for what is left to the card.
    void prepend(PacketBuffer frame) {
        int begin = frame.start();
        int start = frame.checksumStart();
        int at = frame.prepend(SIZE);
        byte[] array = frame.array();
        Bytes.put16(array, at, 0);
        Bytes.put32(array, at + 2, 0);
        Bytes.put32(array, at + 6, 0);
        if (start < 0) {
            return;
        }
        array[at] = NEEDS_CSUM;
        putLittle(array, at + 6, start - begin);
        putLittle(array, at + 8, frame.checksumField() - start);
        if (frame.segmentSize() > 0) {
            array[at + 1] = GSO_TCPV4;
            putLittle(array, at + 2, start - begin + tcpHeader(array, start));
            putLittle(array, at + 4, frame.segmentSize());
        }
    }

    private static int tcpHeader(byte[] array, int start) {
        return (array[start + TCP_DATA_OFFSET_AT] & 0xf0) >> 2;
    }

    /// Notes on a received frame, which fills the window, what the header at index `at` says of it.
    ///
    /// @return false if it cannot be so
    boolean read(PacketBuffer frame, int at) {
        byte[] array = frame.array();
        int flags = array[at];
        int kind = array[at + 1] & 0xff & ~GSO_ECN;
        int size = little(array, at + 4);
        if ((flags & NEEDS_CSUM) != 0) {
            int field = little(array, at + 6) + little(array, at + 8);
            if (field + 2 > frame.length()) {
                return false;
            }
        }
        if (kind == GSO_TCPV4 && size > 0 && frame.length() > TCP_HEADER) {
            frame.segmentSize(size);
        } else if (kind != 0) {
            return false;
        }
        if ((flags & (NEEDS_CSUM | DATA_VALID)) != 0) {
            frame.intact();
        }
        return true;
    }

    private static int little(byte[] from, int at) {
        return (from[at] & 0xff) | ((from[at + 1] & 0xff) << 8);
    }

    private static void putLittle(byte[] to, int at, int value) {
        to[at] = (byte) value;
        to[at + 1] = (byte) (value >> 8);
    }
}
