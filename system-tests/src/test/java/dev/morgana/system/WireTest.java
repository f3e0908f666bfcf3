package dev.morgana.system;

import static dev.morgana.system.WireConnection.ACK;
import static dev.morgana.system.WireConnection.FIN;
import static dev.morgana.system.WireConnection.PSH;
import static dev.morgana.system.WireConnection.RST;
import static dev.morgana.system.WireConnection.SYN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.system.WireConnection.Segment;
import dev.morgana.testkit.RawFrame;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.PacketBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// TCP of an image that runs as a process, probed segment by segment from the other end of its wire. The numbers are those of docs/protocols.md.
final class WireTest {
    private static final byte[] NOTHING = {};

    private static Wire wire;
    private static Session session;
    private static int nextPort = 20_000;

    @BeforeAll
    static void boot() throws Exception {
        wire = Wire.open(Where.PROCESS);
        session = wire.startProbe();
    }

    @AfterAll
    static void end() throws Exception {
        session.close();
        wire.close();
    }

    private static WireConnection to(int port) {
        return new WireConnection(wire, nextPort++, port);
    }

    private static void assertEchoes(WireConnection c, String text) throws Exception {
        c.text(text);
        StringBuilder got = new StringBuilder();
        while (got.length() < text.length()) {
            got.append(c.awaitNew().text());
        }
        assertEquals(text, got.toString());
    }

    /// The only answer to what was sent.
    private static Segment only(WireConnection c) throws Exception {
        List<Segment> answers = c.answers();
        assertEquals(1, answers.size(), answers::toString);
        return answers.getFirst();
    }

    private static void assertNoAnswer(WireConnection c) throws Exception {
        assertEquals(List.of(), c.answers());
    }

    @Test
    @DisplayName(
            "14, 40, 45: handshake with options, echo, half-close: the image's data after our FIN")
    void conversation() throws Exception {
        WireConnection c = to(7);
        c.header.options().putMaximumSegmentSize(1000);
        c.header.options().putWindowShift(0);
        c.send(SYN);
        Segment answer = only(c);
        assertEquals(SYN | ACK, answer.header().flags());
        assertEquals(1460, answer.header().options().maximumSegmentSize());
        assertTrue(answer.header().options().windowShift() >= 0);
        c.header.options().clear();
        c.seq++;
        c.ack = answer.header().sequence() + 1;
        c.send(ACK);
        String text = "0123456789".repeat(100);
        assertEchoes(c, text);
        c.text("last words");
        c.send(FIN | ACK);
        c.seq++;
        StringBuilder got = new StringBuilder();
        Segment next = c.awaitNew();
        while (!next.header().has(FIN)) {
            got.append(next.text());
            next = c.awaitNew();
        }
        assertEquals("last words", got + next.text());
    }

    @Test
    @DisplayName("23: a peer that has vanished is found out: it answers no probe of keep-alive")
    void deadPeer() throws Exception {
        WireConnection c = to(10).open();
        for (int probe = 0; probe < 2; probe++) {
            Segment asked = c.await();
            assertEquals(ACK, asked.header().flags());
            assertEquals(c.ack - 1, asked.header().sequence());
        }
        session.awaitOut(
                "probed connection has failed: java.net.SocketException: Connection timed out\n");
    }

    @Test
    @DisplayName(
            "10: a closed port answers SYN with RST, ACK with RST at its number, and RST with nothing")
    void closedPort() throws Exception {
        WireConnection c = to(6);
        c.send(SYN);
        Segment refused = only(c);
        assertEquals(RST | ACK, refused.header().flags());
        assertEquals(c.seq + 1, refused.header().acknowledgment());
        c.ack = 12345;
        c.send(ACK);
        Segment reset = only(c);
        assertEquals(RST, reset.header().flags());
        assertEquals(12345, reset.header().sequence());
        c.send(RST);
        c.send(RST | ACK);
        assertNoAnswer(c);
    }

    @Test
    @DisplayName("1: a wrong checksum is no segment")
    void wrongChecksum() throws Exception {
        WireConnection c = to(7);
        byte[] frame = c.segment(SYN, c.seq, NOTHING);
        frame[34 + 16] ^= 1;
        wire.send(frame);
        assertNoAnswer(c);
    }

    @Test
    @DisplayName("3, 4: malformed and unknown options are survived")
    void options() throws Exception {
        byte[][] all = {
            {2, 0, 0, 0},
            {2, 1, 1, 1},
            {8, 40, 0, 0},
            {(byte) 254, 4, 1, 2},
            {0, 2, 4, 5},
            {1, 1, 1, 2}
        };
        for (byte[] options : all) {
            WireConnection c = to(7);
            byte[] plain = c.segment(SYN, c.seq, NOTHING);
            byte[] frame = Arrays.copyOf(plain, plain.length + 4);
            System.arraycopy(options, 0, frame, plain.length, 4);
            frame[34 + 12] = 6 << 4;
            RawFrame.repairLengths(frame);
            RawFrame.repairChecksums(frame);
            wire.send(frame);
            assertEquals(SYN | ACK, only(c).header().flags());
        }
    }

    @Test
    @DisplayName("14: an absurdly small MSS is taken as 48, never less")
    void smallSegments() throws Exception {
        WireConnection c = to(7);
        c.header.options().putMaximumSegmentSize(1);
        c.open();
        c.text("0123456789".repeat(20));
        assertEquals(48, c.awaitNew().text().length());
    }

    @Test
    @DisplayName(
            "37: blind RST, SYN, data and acknowledgments get a challenge; the connection lives; the exact RST ends it")
    void blind() throws Exception {
        WireConnection c = to(7).open();
        c.answers();
        c.send(RST, c.seq + 100, NOTHING);
        assertChallenge(c, only(c));
        c.send(SYN, c.seq + 5, NOTHING);
        assertChallenge(c, only(c));
        c.send(ACK, c.seq - 200_000, new byte[5]);
        assertChallenge(c, only(c));
        int ack = c.ack;
        c.ack = ack + 100_000;
        c.send(ACK, c.seq, new byte[5]);
        c.ack = ack;
        assertChallenge(c, only(c));
        c.send(RST, c.seq - 1, NOTHING);
        c.send(RST, c.seq + 100_000_000, NOTHING);
        assertNoAnswer(c);
        assertEchoes(c, "still here");
        c.send(RST, c.seq, NOTHING);
        c.send(ACK, c.seq, NOTHING);
        assertEquals(RST, only(c).header().flags(), "the exact RST has ended it");
    }

    private static void assertChallenge(WireConnection c, Segment answer) {
        assertEquals(ACK, answer.header().flags());
        assertEquals(c.seq, answer.header().acknowledgment());
        assertEquals(c.ack, answer.header().sequence());
    }

    @Test
    @DisplayName("99: challenges are limited: a thousand doubtful segments get few answers")
    void challengeLimit() throws Exception {
        WireConnection c = to(7).open();
        int count = 0;
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 50; j++) {
                c.send(ACK, c.seq - 200_000, NOTHING);
            }
            count += c.answers().size();
        }
        assertTrue(count >= 1 && count <= 100, "answers: " + count);
    }

    @Test
    @DisplayName("94: text out of order is kept, and what fills the gap is acknowledged with it")
    void outOfOrder() throws Exception {
        WireConnection c = to(7).open();
        c.answers();
        c.send(ACK | PSH, c.seq + 3, "def".getBytes(StandardCharsets.US_ASCII));
        assertEquals(c.seq, only(c).header().acknowledgment());
        c.text("abc");
        c.seq += 3;
        String got = c.awaitNew().text();
        assertEquals("abcdef", got.length() < 6 ? got + c.awaitNew().text() : got);
    }

    @Test
    @DisplayName("26, 93: a closed window is probed again and again, and text goes when it opens")
    void zeroWindow() throws Exception {
        WireConnection c = to(7).open();
        c.header.putWindow(0);
        c.text("for later");
        Segment probe = c.await();
        int probes = 0;
        while (probes < 3) {
            if (probe.text().length() == 1) {
                assertEquals(c.ack, probe.header().sequence());
                probes++;
                c.send(ACK);
            }
            probe = c.await();
        }
        c.header.putWindow(65535);
        c.send(ACK);
        StringBuilder got = new StringBuilder();
        while (got.length() < 9) {
            got.append(c.awaitNew().text());
        }
        assertEquals("for later", got.toString());
    }

    @Test
    @DisplayName("17: what nobody acknowledges is sent again, after twice the time each time")
    void retransmission() throws Exception {
        WireConnection c = to(7).open();
        c.text("x");
        List<Long> times = new ArrayList<>();
        while (times.size() < 4) {
            if (c.await().text().equals("x")) {
                times.add(System.nanoTime());
            }
        }
        long first = times.get(2) - times.get(1);
        long second = times.get(3) - times.get(2);
        assertTrue(second > first * 3 / 2, () -> "pauses " + first + ", " + second);
        c.send(RST, c.seq, NOTHING);
    }

    @Test
    @DisplayName("7: initial sequence numbers of different pairs do not follow from each other")
    void sequenceNumbers() throws Exception {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            WireConnection c = to(7);
            c.send(SYN);
            numbers.add(only(c).header().sequence());
            c.seq++;
            c.send(RST);
        }
        boolean[] eighths = new boolean[8];
        for (int number : numbers) {
            eighths[number >>> 29] = true;
        }
        int reached = 0;
        for (boolean eighth : eighths) {
            reached += eighth ? 1 : 0;
        }
        assertTrue(reached >= 6, "spread over the whole space: " + numbers);
        assertNotEquals(
                numbers.get(1) - numbers.get(0), numbers.get(2) - numbers.get(1), "no common step");
    }

    @Test
    @DisplayName("102: under a flood of SYN an honest peer gets through, by a cookie")
    void flood() throws Exception {
        int answered = 0;
        for (int i = 0; i < 2000; i++) {
            Ipv4Address from = new Ipv4Address(0xc0000200 | (i & 255));
            new WireConnection(wire, from, 1024 + i, 7).send(SYN);
            if (i % 40 == 39) {
                answered += (int) wire.answers().stream().filter(WireTest::isTcp).count();
            }
        }
        assertTrue(answered > 1000, "answered: " + answered);
        WireConnection honest = to(7).open();
        assertEchoes(honest, "let me in");
    }

    private static boolean isTcp(byte[] frame) {
        return Wire.is(frame, Ipv4Header.TCP);
    }

    @Test
    @DisplayName(
            "33, 55: connecting to a neighbour that does not answer fails soon: No route to host")
    void absentHost() throws Exception {
        byte[] where = "10.1.0.99 80".getBytes(StandardCharsets.US_ASCII);
        wire.packet(Wire.datagram(Wire.PEER, Wire.IMAGE, 8, where));
        byte[] frame = wire.await("answer", f -> Wire.is(f, Ipv4Header.UDP));
        PacketBuffer packet = Wire.buffer(frame);
        packet.consume(EthernetHeader.SIZE + 28);
        assertEquals(
                "java.net.NoRouteToHostException: No route to host",
                new String(packet.toByteArray(), StandardCharsets.US_ASCII));
    }
}
