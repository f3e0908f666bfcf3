package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.morgana.testkit.RawFrame;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.TcpHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One TCP connection of the test on a [Wire], segment by segment.
final class WireConnection {
    static final int FIN = TcpHeader.FIN;
    static final int SYN = TcpHeader.SYN;
    static final int RST = TcpHeader.RST;
    static final int PSH = TcpHeader.PSH;
    static final int ACK = TcpHeader.ACK;

    final TcpHeader header = new TcpHeader();
    private final Wire wire;
    private final Ipv4Address from;
    private final int port;
    private final int to;

    /// The next number of ours, and what we expect of the image.
    int seq = 0x70000000;

    int ack;

    /// A segment of the image.
    record Segment(TcpHeader header, String text) {}

    WireConnection(Wire wire, int port, int to) {
        this(wire, Wire.PEER, port, to);
    }

    WireConnection(Wire wire, Ipv4Address from, int port, int to) {
        this.wire = wire;
        this.from = from;
        this.port = port;
        this.to = to;
        header.putPorts(port, to);
        header.putWindow(65535);
    }

    /// A frame with a segment; the header's options are left as they are.
    byte[] segment(int flags, int number, byte[] text) {
        PacketBuffer packet = Wire.room();
        packet.append(text, 0, text.length);
        header.putFlags(flags);
        header.putNumbers(number, (flags & ACK) != 0 ? ack : 0);
        header.write(packet);
        Ipv4Header.atomic(64, Ipv4Header.TCP, from, Wire.IMAGE).write(packet);
        new EthernetHeader(wire.imageMac(), Wire.PEER_MAC, EthernetHeader.IPV4).write(packet);
        byte[] frame = packet.toByteArray();
        RawFrame.repairChecksums(frame);
        return frame;
    }

    void send(int flags, int number, byte[] text) throws IOException {
        wire.send(segment(flags, number, text));
    }

    void send(int flags) throws IOException {
        send(flags, seq, new byte[0]);
    }

    /// Sends text in order.
    void text(String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        send(ACK | PSH, seq, octets);
        seq += octets.length;
    }

    /// The next segment of the image for this connection.
    Segment await() throws IOException {
        return of(wire.await("segment to port " + port, this::isMine));
    }

    /// Those among the image's immediate answers.
    List<Segment> answers() throws IOException {
        return wire.answers().stream().filter(this::isMine).map(WireConnection::of).toList();
    }

    /// The next segment with text or FIN that was not seen before, acknowledged.
    Segment awaitNew() throws IOException {
        Segment next = await();
        while (next.header.sequence() != ack || length(next) == 0) {
            next = await();
        }
        ack += length(next);
        send(ACK);
        return next;
    }

    private static int length(Segment segment) {
        return segment.text.length() + (segment.header.has(FIN) ? 1 : 0);
    }

    /// Shakes hands; the image must answer.
    WireConnection open() throws IOException {
        Segment _ = shake();
        send(ACK);
        return this;
    }

    /// The same, but for the last segment.
    ///
    /// @return the image's answer
    Segment shake() throws IOException {
        send(SYN);
        seq++;
        Segment answer = await();
        assertEquals(SYN | ACK, answer.header.flags());
        assertEquals(seq, answer.header.acknowledgment());
        ack = answer.header.sequence() + 1;
        header.options().clear();
        return answer;
    }

    /// The image returns text.
    void assertEchoes(String text) throws IOException {
        text(text);
        StringBuilder got = new StringBuilder();
        while (got.length() < text.length()) {
            got.append(awaitNew().text());
        }
        assertEquals(text, got.toString());
    }

    /// The only answer to what was sent.
    Segment only() throws IOException {
        List<Segment> answers = answers();
        assertEquals(1, answers.size(), answers::toString);
        return answers.getFirst();
    }

    /// What was sent is not answered.
    void assertNoAnswer() throws IOException {
        assertEquals(List.of(), answers());
    }

    private boolean isMine(byte[] frame) {
        return Wire.is(frame, Ipv4Header.TCP)
                && RawFrame.u16(frame, 34) == to
                && RawFrame.u16(frame, 36) == port;
    }

    private static Segment of(byte[] frame) {
        PacketBuffer packet = Wire.buffer(frame);
        packet.consume(EthernetHeader.SIZE);
        int size = Ipv4Header.check(packet);
        packet.trim(Ipv4Header.totalLength(packet));
        packet.consume(size);
        TcpHeader header = new TcpHeader();
        header.parse(packet);
        return new Segment(header, new String(packet.toByteArray(), StandardCharsets.US_ASCII));
    }
}
