package dev.morgana.system;

import dev.morgana.testkit.RawFrame;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The numbers that a booted image chose for the first frames of their kind.
///
/// @param transaction of DHCP (RFC 2131 section 2: xid)
/// @param identifier of the DNS message
/// @param port of the DNS client
/// @param sequence of TCP: the initial sequence number
record Opening(long transaction, long identifier, long port, long sequence) {
    private static final int SYN = 2;
    private static final int ACK = 16;

    /// Empty unless there is a frame of each kind.
    static Optional<Opening> of(List<byte[]> frames) {
        Long transaction = null;
        Long identifier = null;
        Long port = null;
        Long sequence = null;
        for (byte[] frame : frames) {
            if (!RawFrame.isIpv4(frame)) {
                continue;
            }
            int at = RawFrame.transport(frame);
            int protocol = RawFrame.u8(frame, RawFrame.IP + 9);
            int to = RawFrame.u16(frame, at + 2);
            if (protocol == RawFrame.UDP && to == 67 && transaction == null) {
                transaction = u32(frame, at + 12);
            } else if (protocol == RawFrame.UDP && to == 53 && port == null) {
                port = (long) RawFrame.u16(frame, at);
                identifier = (long) RawFrame.u16(frame, at + 8);
            } else if (isRequest(frame) && sequence == null) {
                sequence = u32(frame, at + 4);
            }
        }
        return transaction == null || identifier == null || port == null || sequence == null
                ? Optional.empty()
                : Optional.of(new Opening(transaction, identifier, port, sequence));
    }

    /// The initial sequence numbers of TCP's connection requests, by their ports.
    static Map<Integer, Long> sequences(List<byte[]> frames) {
        Map<Integer, Long> numbers = new TreeMap<>();
        for (byte[] frame : frames) {
            if (isRequest(frame)) {
                int at = RawFrame.transport(frame);
                numbers.put(RawFrame.u16(frame, at), u32(frame, at + 4));
            }
        }
        return numbers;
    }

    private static boolean isRequest(byte[] frame) {
        return RawFrame.isIpv4(frame)
                && RawFrame.u8(frame, RawFrame.IP + 9) == RawFrame.TCP
                && (RawFrame.u8(frame, RawFrame.transport(frame) + 13) & (SYN | ACK)) == SYN;
    }

    private static long u32(byte[] frame, int at) {
        return (long) RawFrame.u16(frame, at) << 16 | RawFrame.u16(frame, at + 2);
    }
}
