package dev.morgana.system;

import dev.morgana.testkit.RawFrame;
import java.util.List;
import java.util.Optional;

/// The numbers that a booted image chose for the first frames of their kind.
///
/// @param transaction of DHCP (RFC 2131 section 2: xid)
/// @param question of DNS: the client's port and the identifier
/// @param sequence of TCP: the initial sequence number
record Opening(long transaction, long question, long sequence) {
    private static final int SYN = 2;
    private static final int ACK = 16;

    /// Empty unless there is a frame of each kind.
    static Optional<Opening> of(List<byte[]> frames) {
        Long transaction = null;
        Long question = null;
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
            } else if (protocol == RawFrame.UDP && to == 53 && question == null) {
                question = (long) RawFrame.u16(frame, at) << 16 | RawFrame.u16(frame, at + 8);
            } else if (protocol == RawFrame.TCP
                    && (RawFrame.u8(frame, at + 13) & (SYN | ACK)) == SYN
                    && sequence == null) {
                sequence = u32(frame, at + 4);
            }
        }
        return transaction == null || question == null || sequence == null
                ? Optional.empty()
                : Optional.of(new Opening(transaction, question, sequence));
    }

    private static long u32(byte[] frame, int at) {
        return (long) RawFrame.u16(frame, at) << 16 | RawFrame.u16(frame, at + 2);
    }
}
