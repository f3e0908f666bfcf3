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
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// TCP of an image, probed segment by segment from the other end of its wire: of a process, and of a booted machine over both kinds of wire
/// that QEMU knows. The numbers are those of docs/protocols.md.
@ParameterizedClass
@EnumSource
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
record WireTest(Cable cable) {
    private static final byte[] NOTHING = {};

    @SuppressWarnings("NullAway.Init") // by the method before the class
    private static Wire wire;

    @SuppressWarnings("NullAway.Init") // by the method before the class
    private static Session session;

    @BeforeParameterizedClassInvocation
    static void boot(Cable cable) throws Exception {
        wire = Wire.open(cable);
        session = wire.startProbe();
    }

    @AfterParameterizedClassInvocation
    static void end() throws Exception {
        session.close();
        wire.close();
    }

    @Test
    @DisplayName(
            "14, 40, 45: handshake with options, echo, half-close: the image's data after our FIN")
    void conversation() throws Exception {
        WireConnection c = wire.to(7);
        c.header.options().putMaximumSegmentSize(1000);
        c.header.options().putWindowShift(0);
        c.send(SYN);
        Segment answer = c.only();
        assertEquals(SYN | ACK, answer.header().flags());
        assertEquals(1460, answer.header().options().maximumSegmentSize());
        assertTrue(answer.header().options().windowShift() >= 0);
        c.header.options().clear();
        c.seq++;
        c.ack = answer.header().sequence() + 1;
        c.send(ACK);
        String text = "0123456789".repeat(100);
        c.assertEchoes(text);
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
    @DisplayName(
            "10: a closed port answers SYN with RST, ACK with RST at its number, and RST with nothing")
    void closedPort() throws Exception {
        WireConnection c = wire.to(6);
        c.send(SYN);
        Segment refused = c.only();
        assertEquals(RST | ACK, refused.header().flags());
        assertEquals(c.seq + 1, refused.header().acknowledgment());
        c.ack = 12345;
        c.send(ACK);
        Segment reset = c.only();
        assertEquals(RST, reset.header().flags());
        assertEquals(12345, reset.header().sequence());
        c.send(RST);
        c.send(RST | ACK);
        c.assertNoAnswer();
    }

    @Test
    @DisplayName("1: a wrong checksum is no segment")
    void wrongChecksum() throws Exception {
        WireConnection c = wire.to(7);
        byte[] frame = c.segment(SYN, c.seq, NOTHING);
        frame[34 + 16] ^= 1;
        wire.send(frame);
        c.assertNoAnswer();
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
            WireConnection c = wire.to(7);
            byte[] plain = c.segment(SYN, c.seq, NOTHING);
            byte[] frame = Arrays.copyOf(plain, plain.length + 4);
            System.arraycopy(options, 0, frame, plain.length, 4);
            frame[34 + 12] = 6 << 4;
            RawFrame.repairLengths(frame);
            RawFrame.repairChecksums(frame);
            wire.send(frame);
            assertEquals(SYN | ACK, c.only().header().flags());
        }
    }

    @Test
    @DisplayName("14: an absurdly small MSS is taken as 48, never less")
    void smallSegments() throws Exception {
        WireConnection c = wire.to(7);
        c.header.options().putMaximumSegmentSize(1);
        c.open();
        c.text("0123456789".repeat(20));
        assertEquals(48, c.awaitNew().text().length());
    }

    @Test
    @DisplayName(
            "37: blind RST, SYN, data and acknowledgments get a challenge; the connection lives; the exact RST ends it")
    void blind() throws Exception {
        WireConnection c = wire.to(7).open();
        c.answers();
        c.send(RST, c.seq + 100, NOTHING);
        assertChallenge(c, c.only());
        c.send(SYN, c.seq + 5, NOTHING);
        assertChallenge(c, c.only());
        c.send(ACK, c.seq - 200_000, new byte[5]);
        assertChallenge(c, c.only());
        int ack = c.ack;
        c.ack = ack + 100_000;
        c.send(ACK, c.seq, new byte[5]);
        c.ack = ack;
        assertChallenge(c, c.only());
        c.send(RST, c.seq - 1, NOTHING);
        c.send(RST, c.seq + 100_000_000, NOTHING);
        c.assertNoAnswer();
        c.assertEchoes("still here");
        c.send(RST, c.seq, NOTHING);
        c.send(ACK, c.seq, NOTHING);
        assertEquals(RST, c.only().header().flags(), "the exact RST has ended it");
    }

    private static void assertChallenge(WireConnection c, Segment answer) {
        assertEquals(ACK, answer.header().flags());
        assertEquals(c.seq, answer.header().acknowledgment());
        assertEquals(c.ack, answer.header().sequence());
    }

    @Test
    @DisplayName("99: challenges are limited: a thousand doubtful segments get few answers")
    void challengeLimit() throws Exception {
        WireConnection c = wire.to(7).open();
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
        WireConnection c = wire.to(7).open();
        c.answers();
        c.send(ACK | PSH, c.seq + 3, "def".getBytes(StandardCharsets.US_ASCII));
        assertEquals(c.seq, c.only().header().acknowledgment());
        c.text("abc");
        c.seq += 3;
        String got = c.awaitNew().text();
        assertEquals("abcdef", got.length() < 6 ? got + c.awaitNew().text() : got);
    }

    @Test
    @DisplayName("7: initial sequence numbers of different pairs do not follow from each other")
    void sequenceNumbers() throws Exception {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            WireConnection c = wire.to(7);
            c.send(SYN);
            numbers.add(c.only().header().sequence());
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

    /// The last: what is half open stays so for minutes, and until then everybody is answered with a cookie.
    @Test
    @Order(Integer.MAX_VALUE)
    @DisplayName(
            "102: under a flood of SYN honest peers get through, by cookies: their options come back from the timestamps")
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
        for (int shift = 0; shift < 10; shift++) {
            WireConnection honest = wire.to(7);
            honest.header.options().putWindowShift(shift);
            honest.header.options().putSackPermitted(true);
            honest.header.options().putTimestamps(1, 0);
            Segment answer = honest.shake();
            int told = answer.header().options().timestampValue();
            assertEquals(16 | shift, told & 31, "a cookie holds what the SYN has told");
            honest.header.options().putTimestamps(2, told);
            honest.send(ACK);
            honest.assertEchoes("let me in");
        }
    }

    private static boolean isTcp(byte[] frame) {
        return Wire.is(frame, Ipv4Header.TCP);
    }
}
