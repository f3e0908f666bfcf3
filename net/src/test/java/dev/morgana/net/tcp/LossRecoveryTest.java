package dev.morgana.net.tcp;

import static dev.morgana.net.tcp.TcpScript.ACK;
import static dev.morgana.net.tcp.TcpScript.FIN;
import static dev.morgana.net.tcp.TcpScript.MSS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Loss recovery by selective acknowledgments: each script names segments by their number from 0 on.
final class LossRecoveryTest {
    private final TcpScript script = new TcpScript();
    private final TcpConnection c = script.connectedWithSack();

    private static int at(int segment) {
        return 1 + segment * MSS;
    }

    /// The next segment sent is that one, whole.
    private void expect(int segment) {
        assertFalse(script.sent.isEmpty(), "nothing was sent");
        TcpScript.Sent next = script.sent.remove();
        assertEquals(at(segment), next.header().sequence() - script.iss);
        assertEquals(MSS, next.text().length());
    }

    private void sendWindow(int segments, int written) {
        script.write(c, written * MSS);
        for (int i = 0; i < segments; i++) {
            expect(i);
        }
        script.expectNothing();
    }

    /// SND.UNA and one block, both by segments.
    private void sack(int una, int left, int right) {
        script.peer(ACK, 1, at(una)).sack(at(left), at(right)).arrive();
    }

    @Test
    @DisplayName(
            "PROTOCOLS 39, 95: RFC 6675 5: two reports let new text out, the third finds the loss; window = flight / 2")
    void recovery() {
        sendWindow(10, 20);
        sack(0, 1, 2);
        expect(10);
        sack(0, 1, 3);
        expect(11);
        script.expectNothing();
        sack(0, 1, 4);
        // ssthresh = cwnd = 5 segments of the 10 that limited transmit has made 12; pipe is 9.
        expect(0);
        script.expectNothing();
        assertEquals(5 * MSS, c.congestion.window());
        assertEquals(9 * MSS, c.inFlight());
        sack(0, 1, 5);
        sack(0, 1, 6);
        sack(0, 1, 7);
        sack(0, 1, 8);
        script.expectNothing();
        assertEquals(5 * MSS, c.inFlight());
        sack(0, 1, 9);
        expect(12);
        // The recovery point is acknowledged: it is over, and the window is what it was.
        script.peer(ACK, 1, at(12)).arrive();
        assertFalse(c.recovery.isActive());
        assertEquals(5 * MSS, c.congestion.window());
        for (int i = 13; i < 17; i++) {
            expect(i);
        }
        script.expectNothing();
    }

    @Test
    @DisplayName("PROTOCOLS 39: RFC 6675 4: several holes are filled in one round trip, each once")
    void severalHoles() {
        sendWindow(10, 10);
        // 0, 2 and 4 are lost.
        sack(0, 1, 2);
        script.peer(ACK, 1, 1).sack(at(3), at(4)).sack(at(1), at(2)).arrive();
        script.expectNothing();
        sack(0, 5, 6);
        expect(0);
        sack(0, 5, 7);
        sack(0, 5, 8);
        // Pipe: 0 again, 8, 9; 2 is lost and goes out again, then 4.
        expect(2);
        expect(4);
        sack(0, 5, 9);
        sack(0, 5, 10);
        script.expectNothing();
        // With room left, the end of what is missing is sent once more: the rescue.
        script.peer(ACK, 1, at(2)).sack(at(5), at(10)).sack(at(3), at(4)).arrive();
        expect(4);
        script.peer(ACK, 1, at(4)).sack(at(5), at(10)).arrive();
        script.expectNothing();
        script.peer(ACK, 1, at(10)).arrive();
        script.expectNothing();
        assertEquals(TcpState.ESTABLISHED, c.state());
        assertEquals(0, c.snd.flight());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 39: RFC 6675 4: more than two segments reported at once, or three separate ones, mean a loss")
    void isLostAtOnce() {
        sendWindow(10, 10);
        sack(0, 2, 5);
        expect(0);
        assertTrue(c.recovery.isActive());
    }

    @Test
    @DisplayName("PROTOCOLS 39: RFC 6675 2: an acknowledgment that reports nothing new is none")
    void nothingNew() {
        sendWindow(10, 10);
        for (int i = 0; i < 5; i++) {
            sack(0, 1, 2);
            script.peer(ACK, 1, 1).arrive();
        }
        script.expectNothing();
        assertFalse(c.recovery.isActive());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 38: RFC 2018 8: a timeout forgets the reports and sends all again; what is reported since is left out")
    void timeout() {
        sendWindow(10, 10);
        sack(0, 1, 4);
        expect(0);
        script.pass(200);
        expect(0);
        assertFalse(c.recovery.isActive());
        assertEquals(MSS, c.congestion.window());
        script.peer(ACK, 1, at(1)).sack(at(2), at(4)).arrive();
        expect(1);
        expect(4);
        script.expectNothing();
        // No new recovery before all of it is acknowledged.
        script.peer(ACK, 1, at(1)).sack(at(5), at(9)).sack(at(2), at(4)).arrive();
        assertFalse(c.recovery.isActive());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 38: RFC 2018 8: text that was only reported is kept and sent again if the peer drops it")
    void reneging() {
        sendWindow(10, 10);
        sack(0, 1, 10);
        expect(0);
        assertEquals(10 * MSS, c.sendBuffer.length());
        script.peer(ACK, 1, at(1)).arrive();
        script.sent.clear();
        script.pass(10_000);
        assertEquals(at(1), script.sent.element().header().sequence() - script.iss);
    }

    @Test
    @DisplayName("PROTOCOLS 39: RFC 6675 4 (3): what was overtaken goes out when nothing else can")
    void overtaken() {
        sendWindow(4, 4);
        // 1 is below a single reported segment: not lost, but nothing else is left.
        sack(0, 1, 2);
        sack(0, 2, 3);
        script.expectNothing();
        sack(0, 3, 4);
        expect(0);
        script.peer(ACK, 1, at(4)).arrive();
        script.expectNothing();

        script.write(c, 4 * MSS);
        script.sent.clear();
        script.peer(ACK, 1, at(4)).sack(at(5), at(5) + 1).arrive();
        script.peer(ACK, 1, at(4)).sack(at(5), at(5) + 2).arrive();
        script.peer(ACK, 1, at(4)).sack(at(5), at(5) + 3).sack(at(7), at(7) + 3).arrive();
        expect(4);
        script.peer(ACK, 1, at(5)).sack(at(7), at(7) + 3).arrive();
        script.sent.clear();
        assertTrue(c.recovery.isActive());
    }

    @Test
    @DisplayName("PROTOCOLS 39: RFC 6675 4 (4): the last segment's loss is found by one rescue")
    void rescue() {
        sendWindow(8, 8);
        // 0, 1 and 7 are lost.
        sack(0, 2, 7);
        expect(0);
        expect(1);
        script.expectNothing();
        script.peer(ACK, 1, at(1)).sack(at(2), at(7)).arrive();
        script.expectNothing();
        script.peer(ACK, 1, at(7)).arrive();
        expect(7);
        script.expectNothing();
        script.peer(ACK, 1, at(8)).arrive();
        assertFalse(c.recovery.isActive());
    }

    @Test
    @DisplayName("PROTOCOLS 39: a lost FIN is found by its recovery too")
    void lostFin() {
        sendWindow(6, 6);
        c.shutdownOutput(script.now);
        script.expect(FIN | ACK, at(6), 1, 0);
        sack(0, 1, 6);
        expect(0);
        script.expectNothing();
        script.peer(ACK, 1, at(6)).arrive();
        script.pass(300);
        script.expect(FIN | ACK, at(6), 1, 0);
        script.peer(ACK, 1, at(6) + 1).arrive();
        assertEquals(TcpState.FIN_WAIT_2, c.state());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 39: blocks of a liar (inverted, acknowledged, never sent) change nothing")
    void nonsense() {
        sendWindow(10, 10);
        script.peer(ACK, 1, at(2)).arrive();
        sack(2, 8, 5);
        sack(2, 0, 2);
        sack(2, 2, 5);
        sack(2, 5, 11);
        sack(2, 1, 3);
        sack(2, 6, 6);
        script.expectNothing();
        assertFalse(c.recovery.isActive());
        assertEquals(8 * MSS, c.inFlight());
    }

    @Test
    @DisplayName("PROTOCOLS 39: the peer's shrunken window holds back repetitions too")
    void shrunkenWindow() {
        sendWindow(10, 10);
        script.peer(ACK, 1, 1).sack(at(3), at(6)).window(MSS / 2).arrive();
        script.expect(ACK, at(0), 1, MSS / 2);
        script.expectNothing();
    }

    @Test
    @DisplayName("PROTOCOLS 39: without a packet buffer the recovery goes on a little later")
    void starved() {
        sendWindow(10, 10);
        script.starved = true;
        sack(0, 1, 4);
        script.expectNothing();
        script.starved = false;
        script.pass(1);
        expect(0);
    }
}
