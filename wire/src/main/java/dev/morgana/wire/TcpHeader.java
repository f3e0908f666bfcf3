package dev.morgana.wire;

/// The header of a TCP segment (RFC 9293 section 3.1). Mutable and reused for every segment, so that reading and writing allocate
/// nothing. The checksum covers more than the header and is therefore the business of whoever holds the pseudo-header.
///
/// ```
///    0                   1                   2                   3
///    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///   |          Source Port          |       Destination Port        |
///   |                        Sequence Number                        |
///   |                    Acknowledgment Number                      |
///   | Offset|  Rsrvd|  Control bits |            Window             |
///   |           Checksum            |         Urgent Pointer        |
///   |                           [Options]                           |
/// ```
public final class TcpHeader {
    /// Octets without options.
    public static final int LENGTH = 20;

    /// Octets with the most options.
    public static final int MAX_LENGTH = 60;

    /// Index of the checksum within the header.
    public static final int CHECKSUM_AT = 16;

    /// No more data from the sender.
    public static final int FIN = 1;

    /// Synchronize sequence numbers.
    public static final int SYN = 2;

    /// Reset the connection.
    public static final int RST = 4;

    /// Push function.
    public static final int PSH = 8;

    /// The acknowledgment number is significant.
    public static final int ACK = 16;

    /// The urgent pointer is significant.
    public static final int URG = 32;

    private int sourcePort;
    private int destinationPort;
    private int sequence;
    private int acknowledgment;
    private int flags;
    private int window;
    private int urgentPointer;
    private final TcpOptions options = new TcpOptions();

    /// A header of zeros.
    public TcpHeader() {}

    /// The source port.
    public int sourcePort() {
        return sourcePort;
    }

    /// The destination port.
    public int destinationPort() {
        return destinationPort;
    }

    /// SEG.SEQ: the sequence number of the first octet of text, or of SYN.
    public int sequence() {
        return sequence;
    }

    /// SEG.ACK: the next sequence number that the sender expects, if [#ACK] is set.
    public int acknowledgment() {
        return acknowledgment;
    }

    /// The control bits, CWR (128) to [#FIN] (1).
    public int flags() {
        return flags;
    }

    /// Whether any of the control bits in `mask` is set.
    public boolean has(int mask) {
        return (flags & mask) != 0;
    }

    /// SEG.WND as it stands in the header: unsigned (MUST-1) and not scaled.
    public int window() {
        return window;
    }

    /// SEG.UP: offset from the sequence number, if [#URG] is set.
    public int urgentPointer() {
        return urgentPointer;
    }

    /// The options; they belong to this header.
    public TcpOptions options() {
        return options;
    }

    /// Sets both ports.
    public void putPorts(int source, int destination) {
        sourcePort = source & 0xffff;
        destinationPort = destination & 0xffff;
    }

    /// Sets sequence and acknowledgment number.
    public void putNumbers(int seq, int ack) {
        sequence = seq;
        acknowledgment = ack;
    }

    /// Sets the control bits.
    public void putFlags(int bits) {
        flags = bits & 0xff;
    }

    /// Sets the window as it stands in the header.
    public void putWindow(int unscaled) {
        window = unscaled & 0xffff;
    }

    /// Sets the urgent pointer.
    public void putUrgentPointer(int offset) {
        urgentPointer = offset & 0xffff;
    }

    /// Reads the header at the front of `segment` and consumes it: the text remains. Reserved bits are ignored.
    ///
    /// @throws MalformedPacketException if the data offset is below 5 or beyond the segment's end
    public void parse(PacketBuffer segment) {
        byte[] from = segment.array();
        int at = segment.start();
        if (segment.length() < LENGTH) {
            throw MalformedPacketException.INSTANCE;
        }
        int length = (from[at + 12] >> 2) & 60;
        if (length < LENGTH || length > segment.length()) {
            throw MalformedPacketException.INSTANCE;
        }
        putPorts(Bytes.u16(from, at), Bytes.u16(from, at + 2));
        putNumbers(Bytes.i32(from, at + 4), Bytes.i32(from, at + 8));
        flags = Bytes.u8(from, at + 13);
        window = Bytes.u16(from, at + 14);
        urgentPointer = Bytes.u16(from, at + 18);
        options.parse(from, at + LENGTH, at + length);
        segment.consume(length);
    }

    /// Prepends the header to `segment`, with reserved bits and checksum zero.
    ///
    /// @throws IllegalArgumentException if the options take more than 40 octets or the headroom is too small
    public void write(PacketBuffer segment) {
        int length = LENGTH + options.length();
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException("options of " + options.length() + " octets");
        }
        int at = segment.prepend(length);
        byte[] to = segment.array();
        Bytes.put32(to, at, sourcePort << 16 | destinationPort);
        Bytes.put32(to, at + 4, sequence);
        Bytes.put32(to, at + 8, acknowledgment);
        Bytes.put32(to, at + 12, length << 26 | flags << 16 | window);
        Bytes.put32(to, at + 16, urgentPointer);
        options.write(to, at + LENGTH);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TcpHeader that
                && sourcePort == that.sourcePort
                && destinationPort == that.destinationPort
                && sequence == that.sequence
                && acknowledgment == that.acknowledgment
                && flags == that.flags
                && window == that.window
                && urgentPointer == that.urgentPointer
                && options.equals(that.options);
    }

    @Override
    public int hashCode() {
        int hash = (sourcePort << 16 | destinationPort) * 31 + sequence;
        hash = (hash * 31 + acknowledgment) * 31 + flags;
        return (hash * 31 + window) * 31 + options.hashCode();
    }

    /// One line in the manner of RFC 9293's figures: `<SEQ=100><ACK=300><CTL=SYN,ACK>`, then window and options.
    @Override
    public String toString() {
        String ack = has(ACK) ? "<ACK=" + Integer.toUnsignedString(acknowledgment) + ">" : "";
        return sourcePort
                + ">"
                + destinationPort
                + " <SEQ="
                + Integer.toUnsignedString(sequence)
                + ">"
                + ack
                + "<CTL="
                + control()
                + "> wnd="
                + window
                + options;
    }

    private String control() {
        StringBuilder text = new StringBuilder();
        String[] names = {"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"};
        for (int bit = 0; bit < names.length; bit++) {
            if (has(1 << bit)) {
                text.append(text.isEmpty() ? "" : ",").append(names[bit]);
            }
        }
        return text.toString();
    }
}
