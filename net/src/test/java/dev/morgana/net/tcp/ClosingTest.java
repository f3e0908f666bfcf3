package dev.morgana.net.tcp;

import static dev.morgana.net.tcp.TcpScript.ACK;
import static dev.morgana.net.tcp.TcpScript.FIN;
import static dev.morgana.net.tcp.TcpScript.PEER;
import static dev.morgana.net.tcp.TcpScript.PSH;
import static dev.morgana.net.tcp.TcpScript.RST;
import static dev.morgana.net.tcp.TcpScript.SYN;
import static dev.morgana.net.tcp.TcpScript.US;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.wire.Endpoint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How connections end.
final class ClosingTest {
    private final TcpScript script = new TcpScript();

    @Test
    @DisplayName(
            "memory: what a connection that was reset has left unread goes with an abort, and with its listener")
    void unreadAfterReset() {
        Listener listener = script.tcp.listen(US, 5);
        script.peer(SYN, 0, 0).arrive();
        script.iss = script.sent.element().header().sequence();
        script.peer(ACK, 1, 1).text("unread").arrive();
        script.peer(RST, 7, 0).arrive();
        assertTrue(script.tcp.counts().memory() > 0, "still readable");
        listener.close(script.now);
        assertEquals(0, script.tcp.counts().memory());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 12, 13: RFC 9293 3.6 MUST-12/13: active close, then TIME-WAIT for 2 MSL")
    void activeClose() {
        TcpConnection c = script.connected();
        c.close(script.now);
        script.expect(FIN | ACK, 1, 1, 0);
        assertEquals(TcpState.FIN_WAIT_1, c.state());
        script.peer(ACK, 1, 2).arrive();
        assertEquals(TcpState.FIN_WAIT_2, c.state());
        script.peer(FIN | ACK, 1, 2).arrive();
        script.expect(ACK, 2, 2, 0);
        assertEquals(TcpState.TIME_WAIT, c.state());
        assertNull(c.failure());
        assertNull(script.read(c, 1));
        script.pass(59_999);
        assertEquals(1, script.tcp.counts().connections());
        script.pass(1);
        assertEquals(0, script.tcp.counts().connections());
        script.expectNothing();
    }

    @Test
    @DisplayName("Passive close: CLOSE-WAIT, LAST-ACK, CLOSED")
    void passiveClose() {
        TcpConnection c = script.accepted();
        script.peer(FIN | ACK, 1, 1).text("bye").arrive();
        script.expect(ACK, 1, 5, 0);
        assertEquals(TcpState.CLOSE_WAIT, c.state());
        assertEquals("bye", script.read(c, 10));
        assertNull(script.read(c, 10));
        script.write(c, 3);
        script.expect(ACK | PSH, 1, 5, 3);
        c.close(script.now);
        script.expect(FIN | ACK, 4, 5, 0);
        assertEquals(TcpState.LAST_ACK, c.state());
        script.peer(ACK, 5, 5).arrive();
        assertEquals(TcpState.CLOSED, c.state());
        assertNull(c.failure());
        assertEquals(0, script.tcp.counts().connections());
    }

    @Test
    @DisplayName("Simultaneous close: CLOSING, then TIME-WAIT")
    void simultaneousClose() {
        TcpConnection c = script.connected();
        c.close(script.now);
        script.expect(FIN | ACK, 1, 1, 0);
        script.peer(FIN | ACK, 1, 1).arrive();
        script.expect(ACK, 2, 2, 0);
        assertEquals(TcpState.CLOSING, c.state());
        script.peer(ACK, 2, 2).arrive();
        assertEquals(TcpState.TIME_WAIT, c.state());
        script.expectNothing();
    }

    @Test
    @DisplayName("FIN and its acknowledgment of ours in one segment: TIME-WAIT at once")
    void finWithAck() {
        TcpConnection c = script.connected();
        c.close(script.now);
        script.expect(FIN | ACK, 1, 1, 0);
        script.peer(FIN | ACK, 1, 2).arrive();
        script.expect(ACK, 2, 2, 0);
        assertEquals(TcpState.TIME_WAIT, c.state());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 36: RFC 9293 3.10.7.8: a repeated FIN in TIME-WAIT is acknowledged and restarts 2 MSL")
    void repeatedFin() {
        timeWait();
        script.pass(50_000);
        script.peer(FIN | ACK, 1, 2).arrive();
        script.expect(ACK, 2, 2, 0);
        script.pass(59_999);
        assertEquals(1, script.tcp.counts().connections());
        script.pass(1);
        assertEquals(0, script.tcp.counts().connections());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 103: RFC 1337: RST in TIME-WAIT is ignored; a SYN beyond the old numbers may reuse the pair")
    void timeWaitReuse() {
        timeWait();
        script.peer(RST, 2, 0).arrive();
        script.expectNothing();
        assertEquals(1, script.tcp.counts().connections());
        script.peer(SYN, 1, 0).arrive();
        script.expect(ACK, 2, 2, 0);
        Listener listener = script.tcp.listen(US, 5);
        script.peer(SYN, 100, 0).arrive();
        TcpScript.Sent answer = script.sent.remove();
        assertEquals(SYN | ACK, answer.header().flags());
        assertTrue(SequenceNumber.before(script.iss + 2, answer.header().sequence()));
        script.iss = answer.header().sequence();
        script.peer(ACK, 101, 1).arrive();
        assertTrue(listener.acceptable());
    }

    private TcpConnection timeWait() {
        TcpConnection c = script.connected();
        c.close(script.now);
        script.peer(FIN | ACK, 1, 2).arrive();
        script.sent.clear();
        assertEquals(TcpState.TIME_WAIT, c.state());
        return c;
    }

    @Test
    @DisplayName("PROTOCOLS 13: the records of TIME-WAIT are bounded; the oldest goes early")
    void timeWaitBound() {
        TcpScript small =
                new TcpScript(TcpParameters.DEFAULT.withPassive(new TcpParameters.Passive(16, 8)));
        for (int i = 0; i < 50; i++) {
            small.peer = new Endpoint(PEER.address(), 100 + i);
            TcpConnection c = small.connected();
            c.close(small.now);
            small.peer(FIN | ACK, 1, 2).arrive();
            small.sent.clear();
        }
        assertEquals(8, small.tcp.counts().connections());
    }

    @Test
    @DisplayName("PROTOCOLS 45: half-close: data is still received after our FIN")
    void halfClose() {
        TcpConnection c = script.connected();
        c.shutdownOutput(script.now);
        assertEquals(-1, script.write(c, 1));
        script.expect(FIN | ACK, 1, 1, 0);
        script.peer(ACK, 1, 2).text("late").arrive();
        assertEquals(TcpState.FIN_WAIT_2, c.state());
        script.pass(3_600_000);
        assertEquals("late", script.read(c, 10));
        script.peer(FIN | ACK, 5, 2).text("st").arrive();
        assertEquals(TcpState.TIME_WAIT, c.state());
        assertEquals("st", script.read(c, 10));
        assertNull(script.read(c, 10));
    }

    @Test
    @DisplayName(
            "PROTOCOLS 45, 87: RFC 9293 3.6.1 SHLD-3: data that arrives after close is answered with RST")
    void dataAfterClose() {
        TcpConnection c = script.connected();
        c.close(script.now);
        script.expect(FIN | ACK, 1, 1, 0);
        script.peer(ACK, 1, 2).text("unwanted").arrive();
        script.expect(RST | ACK, 2, 1, 0);
        assertEquals(TcpState.CLOSED, c.state());
        assertEquals(0, script.tcp.counts().connections());
    }

    @Test
    @DisplayName("PROTOCOLS 87: RFC 9293 3.6.1 SHLD-3: close with unread data sends RST")
    void closeWithUnreadData() {
        TcpConnection c = script.accepted();
        script.peer(ACK, 1, 1).text("unread").arrive();
        c.close(script.now);
        script.expect(RST | ACK, 1, 7, 0);
        script.expectNothing();
        assertEquals(TcpState.CLOSED, c.state());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 12: RFC 9293 3.10.5: abort drops queued data, sends RST and is told from a close")
    void abort() {
        TcpConnection c = script.accepted();
        script.write(c, 100);
        script.expect(ACK | PSH, 1, 1, 100);
        c.abort(script.now);
        script.expect(RST | ACK, 101, 1, 0);
        assertEquals(TcpFailure.RESET, c.failure());
        script.pass(60_000);
        script.expectNothing();
    }

    @Test
    @DisplayName(
            "PROTOCOLS 12, 35: RST with the exact number closes; what was received can still be read")
    void reset() {
        TcpConnection c = script.accepted();
        script.peer(ACK, 1, 1).text("last words").arrive();
        script.peer(RST, 11, 0).arrive();
        assertEquals(TcpState.CLOSED, c.state());
        assertEquals(TcpFailure.RESET, c.failure());
        assertEquals("last words", script.read(c, 20));
        assertNull(script.read(c, 20));
        assertTrue(c.readable() && c.writable());
    }

    @Test
    @DisplayName("A fully closed connection does not wait for ever for the peer's FIN")
    void finWait2Timeout() {
        TcpConnection c = script.connected();
        c.close(script.now);
        script.expect(FIN | ACK, 1, 1, 0);
        script.peer(ACK, 1, 2).arrive();
        script.pass(59_999);
        assertEquals(TcpState.FIN_WAIT_2, c.state());
        script.pass(1);
        assertEquals(TcpState.CLOSED, c.state());
        assertNull(c.failure());
    }

    @Test
    @DisplayName("FIN is sent again until it is acknowledged")
    void finRetransmission() {
        TcpConnection c = script.connected();
        script.write(c, 10);
        script.expect(ACK | PSH, 1, 1, 10);
        c.close(script.now);
        script.expect(FIN | ACK, 11, 1, 0);
        script.pass(200);
        script.expect(FIN | ACK | PSH, 1, 1, 10);
        script.peer(ACK, 1, 11).arrive();
        script.pass(400);
        script.expect(FIN | ACK, 11, 1, 0);
        script.peer(ACK, 1, 12).arrive();
        assertEquals(TcpState.FIN_WAIT_2, c.state());
        script.expectNothing();
    }

    @Test
    @DisplayName("FIN out of order waits for the text before it")
    void finOutOfOrder() {
        TcpConnection c = script.accepted();
        script.peer(FIN | ACK, 4, 1).text("def").arrive();
        script.expect(ACK, 1, 1, 0);
        assertEquals(TcpState.ESTABLISHED, c.state());
        script.peer(ACK, 1, 1).text("abc").arrive();
        script.expect(ACK, 1, 8, 0);
        assertEquals(TcpState.CLOSE_WAIT, c.state());
        assertEquals("abcdef", script.read(c, 10));
    }

    @Test
    @DisplayName("After shutdownInput what arrives is acknowledged and dropped")
    void shutdownInput() {
        TcpConnection c = script.accepted();
        script.peer(ACK, 1, 1).text("kept?").arrive();
        c.shutdownInput();
        assertNull(script.read(c, 10));
        script.peer(ACK, 6, 1).text("more").arrive();
        assertEquals(0, c.available());
        script.pass(100);
        script.expect(ACK, 1, 10, 0);
    }

    @Test
    @DisplayName("Closing a listener resets what nobody accepted and forgets what is half open")
    void listenerClose() {
        Listener listener = script.tcp.listen(US, 5);
        script.peer(SYN, 0, 0).arrive();
        script.iss = script.sent.remove().header().sequence();
        script.peer(ACK, 1, 1).arrive();
        script.peer(SYN, 0, 0).from(new Endpoint(PEER.address(), 81)).arrive();
        script.sent.clear();
        listener.close(script.now);
        script.expect(RST | ACK, 1, 1, 0);
        script.expectNothing();
        assertEquals(0, script.tcp.counts().connections());
        script.tcp.listen(US, 5);
    }
}
