package dev.morgana.net.tcp;

import static dev.morgana.net.tcp.TcpScript.ACK;
import static dev.morgana.net.tcp.TcpScript.MSS;
import static dev.morgana.net.tcp.TcpScript.PSH;
import static dev.morgana.net.tcp.TcpScript.URG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.wire.PacketPool;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The sending side of the urgent mechanism (RFC 9293 section 3.8.5, RFC 6093).
class UrgentTest {
    private static final byte OCTET = '!';

    private final TcpScript script = new TcpScript();
    private final TcpConnection c = script.connected();

    private int sendUrgent() {
        return c.sendUrgent(new byte[] {OCTET}, 0, script.now);
    }

    /// The next segment begins at `seq`, has `count` octets of text, and says that the octets before `up` are urgent.
    private void expectUrgent(int flags, int seq, int count, int up) {
        TcpScript.Sent sent = script.expect(flags | ACK | URG, seq, 1, count);
        assertEquals(up - seq, sent.header().urgentPointer());
        assertEquals(1, sent.pieces());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 24: RFC 9293 3.8.5 MUST-30, MUST-62: the pointer stands on the octet behind the urgent one, which lies in the stream")
    void pointer() {
        assertEquals(5, script.write(c, 5));
        script.expect(PSH | ACK, 1, 1, 5);
        assertEquals(1, sendUrgent());
        TcpScript.Sent sent = script.expect(PSH | ACK | URG, 6, 1, 1);
        assertEquals("!", sent.text());
        assertEquals(1, sent.header().urgentPointer());
        assertEquals(3, script.write(c, 3));
        assertEquals(0, script.expect(PSH | ACK, 7, 1, 3).header().urgentPointer());
        script.expectNothing();
    }

    @Test
    @DisplayName(
            "PROTOCOLS 24: RFC 9293 3.8.5 MUST-30, MUST-31: each segment that begins before the end of urgent text says so, of any length")
    void everySegment() {
        script.peer(ACK, 1, 1).window(0).arrive();
        assertEquals(2500, script.write(c, 2500));
        script.expectNothing();
        assertEquals(1, sendUrgent());
        expectUrgent(0, 1, 0, 2502);
        assertEquals(600, script.write(c, 600));
        script.peer(ACK, 1, 1).window(4 * MSS).arrive();
        expectUrgent(0, 1, MSS, 2502);
        expectUrgent(0, 1 + MSS, MSS, 2502);
        expectUrgent(0, 1 + 2 * MSS, MSS, 2502);
        script.expect(PSH | ACK, 1 + 3 * MSS, 1, 101);
        script.expectNothing();
    }

    @Test
    @DisplayName(
            "PROTOCOLS 24: RFC 9293 3.8.5: the peer learns of urgent text at once, though its window is closed, and by each probe of it")
    void closedWindow() {
        script.peer(ACK, 1, 1).window(0).arrive();
        assertEquals(1, sendUrgent());
        expectUrgent(0, 1, 0, 2);
        script.expectNothing();
        script.pass(300);
        expectUrgent(PSH, 1, 1, 2);
        script.peer(ACK, 1, 2).arrive();
        script.expectNothing();
    }

    @Test
    @DisplayName(
            "PROTOCOLS 24: RFC 9293 3.8.5: a pointer that 16 bits do not hold is the largest that they do")
    void farAway() {
        script.peer(ACK, 1, 1).window(0).arrive();
        assertEquals(100_000, script.write(c, 100_000));
        assertEquals(1, sendUrgent());
        assertEquals(65_535, script.expect(ACK | URG, 1, 1, 0).header().urgentPointer());
        script.expectNothing();
    }

    @Test
    @DisplayName(
            "PROTOCOLS 24: RFC 9293 3.8.5: what is sent again is urgent, until it is acknowledged")
    void repeated() {
        assertEquals(1, sendUrgent());
        expectUrgent(PSH, 1, 1, 2);
        script.pass(300);
        expectUrgent(PSH, 1, 1, 2);
        script.peer(ACK, 1, 2).arrive();
        assertEquals(1, script.write(c, 1));
        script.expect(PSH | ACK, 2, 1, 1);
        script.expectNothing();
    }

    @Test
    @DisplayName("PROTOCOLS 24: urgent text does not wait for the Nagle algorithm")
    void nagle() {
        c.noDelay(false);
        assertEquals(1, script.write(c, 1));
        script.expect(PSH | ACK, 1, 1, 1);
        assertEquals(1, script.write(c, 1));
        script.expectNothing();
        assertEquals(1, sendUrgent());
        expectUrgent(PSH, 2, 2, 4);
        script.expectNothing();
    }

    @Test
    @DisplayName(
            "PROTOCOLS 24: a card that cuts segments gets those before the end of urgent text singly: it would repeat the pointer")
    void cuttingCard() {
        script.large = new PacketPool(65_536, 4);
        script.peer(ACK, 1, 1).window(0).arrive();
        assertEquals(1000, script.write(c, MSS));
        assertEquals(1, sendUrgent());
        expectUrgent(0, 1, 0, 2 + MSS);
        assertEquals(3999, script.write(c, 3999));
        script.peer(ACK, 1, 1).window(10 * MSS).arrive();
        expectUrgent(0, 1, MSS, 2 + MSS);
        expectUrgent(0, 1 + MSS, MSS, 2 + MSS);
        assertTrue(script.expect(PSH | ACK, 1 + 2 * MSS, 1, 3 * MSS).pieces() > 1);
        script.expectNothing();
    }

    @Test
    @DisplayName("PROTOCOLS 24: nothing is urgent for the peer of a connection that ends")
    void closed() {
        c.shutdownOutput(script.now);
        script.expect(TcpScript.FIN | ACK, 1, 1, 0);
        assertEquals(-1, sendUrgent());
        script.expectNothing();
    }
}
