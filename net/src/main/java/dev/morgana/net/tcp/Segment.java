package dev.morgana.net.tcp;

import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.TcpHeader;

/// The arriving segment: SEG.SEQ, SEG.ACK, SEG.LEN and so on, with its text. One object serves all segments, one after the other;
/// nothing may keep it.
final class Segment {
    private static final byte[] NO_TEXT = {};

    private final TcpHeader header = new TcpHeader();
    private Ipv4Address source = Ipv4Address.ANY;
    private Ipv4Address destination = Ipv4Address.ANY;
    private int flags;
    private int sequence;
    private byte[] text = NO_TEXT;
    private int textAt;
    private int textLength;
    private int unit;

    /// Reads the segment in `buffer`, which stays the caller's, and must stay untouched while this is in use.
    ///
    /// @throws dev.morgana.wire.MalformedPacketException if the header is none
    void read(PacketBuffer buffer, Ipv4Address from, Ipv4Address to) {
        header.parse(buffer);
        source = from;
        destination = to;
        flags = header.flags();
        sequence = header.sequence();
        text = buffer.array();
        textAt = buffer.start();
        textLength = buffer.length();
        unit = buffer.segmentSize();
    }

    /// Lets go of the buffer.
    void clear() {
        text = NO_TEXT;
        textAt = 0;
        textLength = 0;
    }

    TcpHeader header() {
        return header;
    }

    Ipv4Address source() {
        return source;
    }

    Ipv4Address destination() {
        return destination;
    }

    /// SEG.SEQ, after trimming.
    int sequence() {
        return sequence;
    }

    int acknowledgment() {
        return header.acknowledgment();
    }

    /// SEG.WND as it stands in the header.
    int window() {
        return header.window();
    }

    /// Whether a control bit is set, after trimming.
    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /// SEG.LEN: octets of text, plus one each for SYN and FIN.
    int length() {
        return textLength + (flags & TcpHeader.FIN) + (flags >> 1 & 1);
    }

    /// The number behind the segment.
    int end() {
        return sequence + length();
    }

    byte[] text() {
        return text;
    }

    int textAt() {
        return textAt;
    }

    int textLength() {
        return textLength;
    }

    /// Octets of text that one segment brought: less than [#textLength] where the card has put several together.
    int textOfOne() {
        return unit == 0 ? textLength : Math.min(unit, textLength);
    }

    /// Cuts away what lies before `nxt` or behind `edge`: the rest fits into the window (RFC 9293 section 3.10.7.4: "segments with
    /// higher beginning sequence numbers should be held", "trim off any portions that lie outside the window").
    void trim(int nxt, int edge) {
        int old = nxt - sequence;
        if (old > 0) {
            trimFront(old);
        }
        // FIN takes no place in the buffer: it may stand right at the edge.
        int beyond = sequence + textLength - edge;
        if (beyond > 0) {
            flags &= ~TcpHeader.FIN;
            textLength -= Math.min(beyond, textLength);
        }
    }

    private void trimFront(int count) {
        sequence += count;
        int rest = count;
        if (has(TcpHeader.SYN)) {
            flags &= ~TcpHeader.SYN;
            rest--;
        }
        int octets = Math.min(rest, textLength);
        textAt += octets;
        textLength -= octets;
        if (octets < rest) {
            flags &= ~TcpHeader.FIN;
        }
    }
}
