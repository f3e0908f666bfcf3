package dev.morgana.net.tcp;

import static dev.morgana.net.tcp.TcpScript.ACK;
import static dev.morgana.net.tcp.TcpScript.FIN;
import static dev.morgana.net.tcp.TcpScript.MSS;
import static dev.morgana.net.tcp.TcpScript.PSH;
import static dev.morgana.net.tcp.TcpScript.RST;
import static dev.morgana.net.tcp.TcpScript.SYN;
import static dev.morgana.net.tcp.TcpScript.URG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What is accepted, acknowledged and refused.
final class ReceivingTest {
    private final TcpScript script = new TcpScript();

    private TcpConnection connectedWithFullBuffer() {
        TcpConnection c = script.connected();
        c.receiveBufferSize(MSS);
        int seq = 1;
        while (c.rcv.window() > 0) {
            int count = Math.min(MSS, c.rcv.window());
            script.peer(ACK, seq, 1).text(count).arrive();
            seq += count;
        }
        script.sent.clear();
        return c;
    }

    @Test
    @DisplayName(
            "PROTOCOLS 6, 35: RFC 9293 3.4 MUST-66: into a zero window ACK is processed beside URG, text is not")
    void ackIntoZeroWindow() {
        TcpConnection c = connectedWithFullBuffer();
        int nxt = c.rcv.nxt() - script.irs;
        script.write(c, 10);
        script.expect(ACK | PSH, 1, nxt, 10);
        script.peer(ACK | URG, nxt, 11).urgent(5).text("probe").arrive();
        TcpScript.Sent answer = script.expect(ACK, 11, nxt, 0);
        assertEquals(0, answer.header().window());
        assertEquals(0, c.sendBuffer.length());
    }

    @Test
    @DisplayName("PROTOCOLS 6: RFC 9293 3.4 MUST-66: RST is processed with a zero window")
    void resetIntoZeroWindow() {
        TcpConnection c = connectedWithFullBuffer();
        script.peer(RST, c.rcv.nxt() - script.irs, 0).arrive();
        assertEquals(TcpFailure.RESET, c.failure());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 24: RFC 9293 3.8.5 MUST-31, RFC 6093 4: urgent text of any length stays in the stream")
    void urgent() {
        TcpConnection c = script.accepted();
        script.peer(ACK | URG, 1, 1).urgent(3).text("urgent").arrive();
        assertEquals("urgent", script.read(c, 10));
        script.peer(ACK | URG, 7, 1).urgent(60_000).text("x").arrive();
        script.peer(ACK | URG, 8, 1).urgent(1).text("y").arrive();
        assertEquals("xy", script.read(c, 10));
    }

    @Test
    @DisplayName(
            "PROTOCOLS 27: RFC 9293 3.8.6.2.2 MUST-39: the window opens in worthwhile steps only")
    void receiverSillyWindow() {
        TcpConnection c = connectedWithFullBuffer();
        int nxt = c.rcv.nxt() - script.irs;
        while (c.available() > MSS / 2 + 1) {
            script.read(c, Math.min(100, c.available() - MSS / 2 - 1));
        }
        script.expectNothing();
        script.peer(ACK, nxt, 1).text("?").arrive();
        assertEquals(0, script.expect(ACK, 1, nxt, 0).header().window());
        script.read(c, 1);
        assertEquals(MSS / 2, script.expect(ACK, 1, nxt, 0).header().window());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 28, 91: RFC 9293 3.8.6.3 MUST-40, SHLD-18: an acknowledgment waits at most 40 ms")
    void delayedAck() {
        TcpConnection c = script.accepted();
        script.peer(ACK, 1, 1).text("hello").arrive();
        script.pass(39);
        script.expectNothing();
        script.pass(1);
        script.expect(ACK, 1, 6, 0);
        script.peer(ACK, 6, 1).text("world").arrive();
        script.write(c, 3);
        script.expect(ACK | PSH, 1, 11, 3);
        script.pass(100);
        script.expectNothing();
    }

    @Test
    @DisplayName(
            "PROTOCOLS 28, 91: RFC 9293 MUST-58/59, SHLD-19: every second full segment, after the batch is processed")
    void aggregatedAck() {
        script.accepted();
        script.peer(ACK, 1, 1).text(MSS).arrive();
        script.expectNothing();
        script.peer(ACK, 1 + MSS, 1).text(MSS).arrive();
        script.expect(ACK, 1, 1 + 2 * MSS, 0);
        for (int i = 2; i < 7; i++) {
            script.peer(ACK, 1 + i * MSS, 1).text(MSS).arriveInBatch();
        }
        script.expectNothing();
        script.tcp.poll(script.now);
        script.expect(ACK, 1, 1 + 7 * MSS, 0);
        script.expectNothing();
    }

    @Test
    @DisplayName(
            "PROTOCOLS 35: RFC 9293 3.10.7.4: old text is acknowledged and not delivered, overlap is trimmed at both ends")
    void acceptability() {
        TcpConnection c = script.connected();
        c.receiveBufferSize(10);
        script.peer(ACK, 1, 1).text("abc").arrive();
        script.peer(ACK, 1, 1).text("abc").arrive();
        script.expect(ACK, 1, 4, 0);
        script.peer(ACK, 2, 1).text("bcdef").arrive();
        assertEquals("abcdef", script.read(c, 100));
        script.sent.clear();
        int edge = c.rcv.edge() - script.irs;
        script.peer(ACK, edge, 1).text("beyond").arrive();
        script.expect(ACK, 1, 7, 0);
        script.peer(ACK, edge - 2, 1).text("beyond").arrive();
        script.expect(ACK, 1, 7, 0);
        assertEquals(1, c.reassembly.ranges().count());
        assertEquals(c.rcv.edge(), c.reassembly.ranges().right(0));
    }

    @Test
    @DisplayName(
            "PROTOCOLS 35: RFC 9293 3.10.7.4: an ACK of what was never sent is answered and dropped")
    void ackOfUnsent() {
        TcpConnection c = script.accepted();
        script.peer(ACK, 1, 1000).text("no").arrive();
        script.expect(ACK, 1, 1, 0);
        assertEquals(0, c.available());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 35: RFC 9293 3.10.7.4: a segment without ACK is dropped; an old ACK changes nothing")
    void missingAndOldAck() {
        TcpConnection c = script.accepted();
        script.write(c, 10);
        script.sent.clear();
        script.peer(ACK, 1, 11).arrive();
        script.peer(0, 1, 0).text("no").arrive();
        assertEquals(0, c.available());
        script.peer(ACK, 1, 5).text("yes").arrive();
        assertEquals("yes", script.read(c, 10));
    }

    @Test
    @DisplayName(
            "PROTOCOLS 37: RFC 5961 3.2: RST in the window but not exact gets a challenge ACK, outside it nothing")
    void blindReset() {
        TcpConnection c = script.accepted();
        script.peer(RST, 500, 0).arrive();
        script.expect(ACK, 1, 1, 0);
        script.peer(RST, 0, 0).arrive();
        script.peer(RST, 70_000, 0).arrive();
        script.expectNothing();
        assertEquals(TcpState.ESTABLISHED, c.state());
    }

    @Test
    @DisplayName("PROTOCOLS 37: RFC 5961 4.2: SYN in any place gets a challenge ACK")
    void blindSyn() {
        TcpConnection c = script.accepted();
        script.peer(SYN, 500, 0).arrive();
        script.expect(ACK, 1, 1, 0);
        script.peer(SYN | ACK, 70_000, 1).arrive();
        script.expect(ACK, 1, 1, 0);
        assertEquals(TcpState.ESTABLISHED, c.state());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 37: RFC 5961 5.2: text with an ACK older than the largest window is refused")
    void blindText() {
        TcpConnection c = script.accepted();
        script.peer(ACK, 1, -65_534 - 1).text("injected").arrive();
        script.expect(ACK, 1, 1, 0);
        assertEquals(0, c.available());
        script.peer(ACK, 1, -65_534).text("old but credible").arrive();
        assertEquals(16, c.available());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 99: RFC 5961 7: challenge ACKs are few per second, per connection, and not always as many")
    void challengeLimit() {
        java.util.Set<Integer> counts = new java.util.HashSet<>();
        script.accepted();
        for (int second = 0; second < 30; second++) {
            for (int i = 0; i < 1000; i++) {
                script.peer(SYN, 500, 0).arrive();
            }
            counts.add(script.sent.size());
            assertTrue(script.sent.size() >= 8 && script.sent.size() < 16);
            script.sent.clear();
            script.pass(1000);
        }
        assertTrue(counts.size() > 2);
    }

    @Test
    @DisplayName("PROTOCOLS 90: RFC 9293 3.8.6 SHLD-14: the window's right edge never moves left")
    void windowIsNotShrunk() {
        TcpConnection c = script.accepted();
        int edge = c.rcv.edge();
        c.receiveBufferSize(100);
        script.peer(ACK, 1, 1).text(MSS).arrive();
        script.pass(100);
        assertEquals(edge, c.rcv.edge());
        assertEquals(65535 - MSS, script.expect(ACK, 1, 1 + MSS, 0).header().window());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 94: SHLD-31, RFC 5681 4.2: out-of-order text is held, with a duplicate ACK each, gap-fill at once")
    void outOfOrder() {
        TcpConnection c = script.accepted();
        script.peer(ACK, 4, 1).text("def").arriveInBatch();
        script.expect(ACK, 1, 1, 0);
        script.peer(ACK, 10, 1).text("jkl").arriveInBatch();
        script.expect(ACK, 1, 1, 0);
        script.peer(ACK, 1, 1).text("abc").arrive();
        script.expect(ACK, 1, 7, 0);
        assertEquals("abcdef", script.read(c, 20));
        script.peer(ACK, 5, 1).text("efghi").arrive();
        script.expect(ACK, 1, 13, 0);
        assertEquals("ghijkl", script.read(c, 20));
        script.expectNothing();
    }

    @Test
    @DisplayName("Many holes are bounded; what is not remembered comes again")
    void manyHoles() {
        TcpConnection c = script.accepted();
        for (int i = 0; i < 100; i++) {
            script.peer(ACK, 3 + 2 * i, 1).text("x").arrive();
        }
        assertEquals(ReassemblyQueue.MAX_RANGES, c.reassembly.ranges().count());
        script.peer(ACK, 1, 1).text("abcdefgh").arrive();
        assertFalse(c.reassembly.isEmpty());
        assertEquals(10, c.rcv.nxt() - script.irs);
    }

    @Test
    @DisplayName("A reader that empties a large buffer tells the sender in few updates")
    void windowUpdates() {
        TcpConnection c = script.connected();
        c.receiveBufferSize(64 * MSS);
        for (int i = 0; i < 60; i++) {
            script.peer(ACK, 1 + i * MSS, 1).text(MSS).arrive();
        }
        script.sent.clear();
        while (c.available() > 0) {
            script.read(c, 500);
        }
        assertTrue(script.sent.size() >= 1 && script.sent.size() <= 5, "" + script.sent.size());
        assertTrue(script.sent.getLast().header().window() >= 48 * MSS);
    }

    @Test
    @DisplayName("Empty buffers of an idle connection hold no memory, and it goes on")
    void idleMemory() {
        TcpConnection c = script.accepted();
        script.peer(ACK, 1, 1).text("request").arrive();
        script.write(c, 50_000);
        assertEquals("request", script.read(c, 10));
        while (c.snd.outstanding()) {
            script.peer(ACK, 8, c.snd.nxt() - script.iss).arrive();
        }
        assertTrue(c.sendBuffer.wasteful() && c.receiveBuffer.wasteful());
        script.pass(999);
        assertTrue(c.sendBuffer.wasteful() && c.receiveBuffer.wasteful());
        script.pass(1);
        assertFalse(c.sendBuffer.wasteful() || c.receiveBuffer.wasteful());
        script.peer(ACK, 8, 50_001).text("again").arrive();
        assertEquals("again", script.read(c, 10));
    }

    @Test
    @DisplayName("FIN beyond the window is not taken")
    void finBeyondWindow() {
        TcpConnection c = script.accepted();
        script.peer(FIN | ACK, 65_530, 1).text(20).arrive();
        script.peer(ACK, 1, 1).text("x").arrive();
        assertEquals(TcpState.ESTABLISHED, c.state());
    }
}
