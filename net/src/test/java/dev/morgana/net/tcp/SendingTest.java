package dev.morgana.net.tcp;

import static dev.morgana.net.tcp.TcpScript.ACK;
import static dev.morgana.net.tcp.TcpScript.FIN;
import static dev.morgana.net.tcp.TcpScript.MSS;
import static dev.morgana.net.tcp.TcpScript.PSH;
import static dev.morgana.net.tcp.TcpScript.SYN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.net.ip.IpService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What is sent, when, and how often.
final class SendingTest {
    private final TcpScript script = new TcpScript();

    @Test
    @DisplayName(
            "PROTOCOLS 22: RFC 9293 3.8.3 MUST-20 (b), MUST-21: from R1 on the way is doubted; the user sets R2")
    void thresholds() {
        TcpConnection c = script.connected();
        c.giveUpAfter(TimeUnit.SECONDS.toNanos(20));
        script.write(c, 10);
        while (script.doubts == 0) {
            assertTrue(c.retransmission.attempts() <= 3);
            script.pass(100);
        }
        assertEquals(4, c.retransmission.attempts());
        assertEquals(TcpState.ESTABLISHED, c.state());
        script.pass(40_000);
        assertEquals(TcpFailure.TIMED_OUT, c.failure());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 31: RFC 9293 3.9.1.9 MUST-48, 3.9.2 MUST-49: DSCP and TTL are those of the connection")
    void service() {
        TcpConnection c = script.connected();
        assertEquals(IpService.TCP, script.lastService);
        IpService wanted = IpService.TCP.withTrafficClass(0xb8).withTimeToLive(3);
        c.service(wanted);
        script.write(c, 10);
        assertEquals(wanted, script.lastService);
    }

    @Test
    @DisplayName(
            "PROTOCOLS 15, 88: RFC 9293 3.7.4 MUST-17, SHLD-7: Nagle holds small segments back unless disabled")
    void nagle() {
        TcpConnection c = script.connected();
        c.noDelay(false);
        script.write(c, 10);
        script.expect(ACK | PSH, 1, 1, 10);
        script.write(c, 10);
        script.write(c, 20);
        script.expectNothing();
        script.peer(ACK, 1, 11).arrive();
        script.expect(ACK | PSH, 11, 1, 30);
        script.write(c, 5);
        script.expectNothing();
        c.noDelay(true);
        script.pass(0);
        script.expect(ACK | PSH, 41, 1, 5);
        script.write(c, 1);
        script.expect(ACK | PSH, 46, 1, 1);
    }

    @Test
    @DisplayName(
            "PROTOCOLS 15: Nagle sends full segments and one tail of them, and lets FIN take the rest")
    void nagleSendsFullSegments() {
        TcpConnection c = script.connected();
        c.noDelay(false);
        script.write(c, MSS + 10);
        script.expect(ACK, 1, 1, MSS);
        script.expect(ACK | PSH, 1 + MSS, 1, 10);
        script.write(c, 5);
        script.expectNothing();
        c.close(script.now);
        script.expect(ACK | PSH | FIN, 11 + MSS, 1, 5);
    }

    @Test
    @DisplayName(
            "PROTOCOLS 17: RFC 6298 5.1-5.7: the timer restarts with new acknowledgments and doubles with losses")
    void retransmissionTimer() {
        TcpConnection c = script.connected();
        // The handshake took no time: RTO is the least margin, 200 ms.
        script.write(c, 10);
        script.pass(150);
        script.write(c, 10);
        script.sent.clear();
        script.now += 10_000_000;
        script.peer(ACK, 1, 11).arrive();
        assertEquals(220_000_000, c.rtt.timeout());
        long timeout = 220;
        script.pass(timeout - 1);
        script.expectNothing();
        script.pass(1);
        script.expect(ACK | PSH, 11, 1, 10);
        script.pass(2 * timeout);
        script.expect(ACK | PSH, 11, 1, 10);
        script.pass(4 * timeout);
        script.expect(ACK | PSH, 11, 1, 10);
        script.peer(ACK, 1, 21).arrive();
        script.pass(100_000);
        script.expectNothing();
        // Karn: the backed-off timeout stays until a segment sent once is measured.
        assertEquals(8 * timeout, c.rtt.timeout() / 1_000_000);
        script.write(c, 1);
        script.pass(150);
        script.peer(ACK, 1, 22).arrive();
        assertTrue(c.rtt.timeout() / 1_000_000 < 2 * timeout);
    }

    @Test
    @DisplayName("PROTOCOLS 17: RFC 6298 5.7: after a lost SYN the first timeout of text is 3 s")
    void timeoutAfterLostSyn() {
        TcpConnection c = script.connecting();
        script.pass(1000);
        script.expect(SYN, 0, 0, 0);
        script.peer(SYN | ACK, 0, 1).mss(MSS).arrive();
        script.expect(ACK, 1, 1, 0);
        script.write(c, 5000);
        // RFC 5681 3.1: and the initial window is one segment.
        script.expect(ACK, 1, 1, MSS);
        script.expectNothing();
        script.pass(2999);
        script.expectNothing();
        script.pass(1);
        script.expect(ACK, 1, 1, MSS);
    }

    @Test
    @DisplayName(
            "PROTOCOLS 21: RFC 6928: the initial window is ten segments, and slow start opens it")
    void initialWindow() {
        TcpConnection c = script.connected();
        script.write(c, 100 * MSS);
        for (int i = 0; i < 10; i++) {
            script.expect(ACK, 1 + i * MSS, 1, MSS);
        }
        script.expectNothing();
        script.peer(ACK, 1, 1 + 2 * MSS).arrive();
        for (int i = 10; i < 14; i++) {
            script.expect(ACK, 1 + i * MSS, 1, MSS);
        }
        script.expectNothing();
    }

    @Test
    @DisplayName(
            "PROTOCOLS 19: RFC 5681 3.1: after a timeout one segment, then slow start up to half of the flight")
    void lossWindow() {
        TcpConnection c = script.connected();
        script.write(c, 20 * MSS);
        script.sent.clear();
        script.pass(200);
        script.expect(ACK, 1, 1, MSS);
        script.expectNothing();
        script.peer(ACK, 1, 1 + MSS).arrive();
        script.expect(ACK, 1 + MSS, 1, MSS);
        script.expect(ACK, 1 + 2 * MSS, 1, MSS);
        script.expectNothing();
        // What had arrived before is not sent again.
        script.peer(ACK, 1, 1 + 10 * MSS).arrive();
        script.expect(ACK, 1 + 10 * MSS, 1, MSS);
    }

    @Test
    @DisplayName(
            "PROTOCOLS 20: RFC 5681 3.2, RFC 6582, RFC 3042: fast retransmit on the third duplicate, partial acknowledgments")
    void fastRetransmit() {
        TcpConnection c = script.connected();
        script.write(c, 40 * MSS);
        script.sent.clear();
        script.peer(ACK, 1, 1).arrive();
        script.expect(ACK, 1 + 10 * MSS, 1, MSS);
        script.peer(ACK, 1, 1).arrive();
        script.expect(ACK, 1 + 11 * MSS, 1, MSS);
        script.expectNothing();
        script.peer(ACK, 1, 1).arrive();
        script.expect(ACK, 1, 1, MSS);
        script.expectNothing();
        assertTrue(c.congestion.recovering());
        // A partial acknowledgment repeats the next hole at once.
        script.peer(ACK, 1, 1 + 3 * MSS).arrive();
        script.expect(ACK, 1 + 3 * MSS, 1, MSS);
        script.peer(ACK, 1, 1 + 12 * MSS).arrive();
        assertFalse(c.congestion.recovering());
        assertTrue(c.congestion.window() <= 6 * MSS);
    }

    @Test
    @DisplayName(
            "PROTOCOLS 20: RFC 5681 2: text, a new window or nothing outstanding make no duplicate")
    void noDuplicates() {
        TcpConnection c = script.connected();
        for (int i = 0; i < 5; i++) {
            script.peer(ACK, 1, 1).arrive();
        }
        script.write(c, 10 * MSS);
        script.sent.clear();
        for (int i = 0; i < 5; i++) {
            script.peer(ACK, 1, 1).window(60000 + i).arrive();
            script.peer(ACK, 1 + i, 1).window(60000 + i).text("x").arrive();
        }
        assertFalse(c.congestion.recovering());
        assertEquals(0, script.tcp.counts().retransmitted());
    }

    @Test
    @DisplayName("PROTOCOLS 22: RFC 9293 3.8.3 MUST-20: a dead peer times out at R2, not before")
    void deadPeer() {
        TcpConnection c = script.connected();
        script.write(c, 10);
        script.pass(899_000);
        assertEquals(TcpState.ESTABLISHED, c.state());
        assertTrue(script.sent.size() > 15);
        script.pass(61_000);
        assertEquals(TcpState.CLOSED, c.state());
        assertEquals(TcpFailure.TIMED_OUT, c.failure());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 25: RFC 9293 3.8.6 MUST-34/35: a peer that shrinks its window is survived")
    void shrinkingWindow() {
        TcpConnection c = script.connected();
        script.write(c, 5 * MSS);
        script.sent.clear();
        script.peer(ACK, 1, 1 + MSS).window(MSS).arrive();
        assertTrue(c.snd.usable() < 0);
        script.write(c, MSS);
        script.expectNothing();
        script.peer(ACK, 1, 1 + MSS).window(0).arrive();
        script.pass(10_000);
        script.sent.clear();
        script.peer(ACK, 1, 1 + MSS).window(65535).arrive();
        script.expect(ACK, 1 + MSS, 1, MSS);
        script.peer(ACK, 1, 1 + 6 * MSS).arrive();
        assertEquals(0, c.sendBuffer.length());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 26, 93: RFC 9293 3.8.6.1 MUST-36/37, SHLD-29/30: probes, exponentially, for ever while acknowledged")
    void zeroWindowProbes() {
        TcpConnection c = script.connected();
        script.peer(ACK, 1, 1).window(0).arrive();
        script.write(c, 100);
        script.expectNothing();
        long interval = c.rtt.timeout() / 1_000_000;
        for (int i = 0; i < 5; i++) {
            script.pass(interval - 1);
            script.expectNothing();
            script.pass(1);
            script.expect(ACK, 1, 1, 1);
            script.peer(ACK, 1, 1).window(0).arrive();
            interval *= 2;
        }
        for (int hour = 0; hour < 24 * 60; hour++) {
            script.pass(60_000);
            script.peer(ACK, 1, 1).window(0).arrive();
        }
        assertEquals(TcpState.ESTABLISHED, c.state());
        script.sent.clear();
        script.peer(ACK, 1, 1).window(1000).arrive();
        script.expect(ACK | PSH, 1, 1, 100);
        script.peer(ACK, 1, 101).arrive();
        script.pass(100_000);
        script.expectNothing();
    }

    @Test
    @DisplayName(
            "PROTOCOLS 26: a probe that the peer takes advances the stream; a silent peer ends it at R2")
    void probeTaken() {
        TcpConnection c = script.connected();
        script.peer(ACK, 1, 1).window(0).arrive();
        script.write(c, 100);
        script.pass(1000);
        script.sent.clear();
        script.peer(ACK, 1, 2).window(0).arrive();
        assertEquals(99, c.sendBuffer.length());
        script.pass(890_000);
        assertEquals(TcpState.ESTABLISHED, c.state());
        script.pass(120_000);
        assertEquals(TcpFailure.TIMED_OUT, c.failure());
    }

    @Test
    @DisplayName("PROTOCOLS 26: FIN is probed into a closed window")
    void finProbe() {
        TcpConnection c = script.connected();
        script.peer(ACK, 1, 1).window(0).arrive();
        c.close(script.now);
        script.expectNothing();
        script.pass(1000);
        script.expect(FIN | ACK, 1, 1, 0);
        script.peer(ACK, 1, 2).window(0).arrive();
        assertEquals(TcpState.FIN_WAIT_2, c.state());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 27: RFC 9293 3.8.6.2.1 MUST-38: no silly segments into a small window, but after a while")
    void senderSillyWindow() {
        TcpConnection c = script.connected();
        script.peer(ACK, 1, 1).window(100).arrive();
        script.write(c, 5 * MSS);
        script.expectNothing();
        script.pass(c.rtt.timeout() / 1_000_000);
        script.expect(ACK, 1, 1, 100);
        script.peer(ACK, 1, 101).window(MSS).arrive();
        script.expect(ACK, 101, 1, MSS);
    }

    @Test
    @DisplayName(
            "PROTOCOLS 30: RFC 9293 3.9.1.2 MUST-60/61: PSH stands on the last segment of what is queued")
    void push() {
        TcpConnection c = script.connected();
        script.write(c, 2 * MSS + 1);
        script.expect(ACK, 1, 1, MSS);
        script.expect(ACK, 1 + MSS, 1, MSS);
        script.expect(ACK | PSH, 1 + 2 * MSS, 1, 1);
    }

    @Test
    @DisplayName(
            "PROTOCOLS 30: RFC 9293 3.9.1.2 MUST-60: nobody pushes, and yet a single octet never waits for more of them")
    void heldText() {
        TcpConnection c = script.connected();
        c.noDelay(false);
        script.write(c, 1);
        script.expect(ACK | PSH, 1, 1, 1);
        script.write(c, 1);
        script.expectNothing();
        script.peer(ACK, 1, 2).window(1).arrive();
        script.expect(ACK | PSH, 2, 1, 1);
        script.write(c, 2);
        script.peer(ACK, 1, 3).window(1).arrive();
        script.expectNothing();
        script.pass(c.rtt.timeout() / 1_000_000);
        script.expect(ACK, 3, 1, 1);
        script.peer(ACK, 1, 4).window(1).arrive();
        script.expect(ACK | PSH, 4, 1, 1);
    }

    @Test
    @DisplayName(
            "PROTOCOLS 97: RFC 5681 4.1: after an idle time the window is the initial one again")
    void restartAfterIdle() {
        TcpConnection c = script.connected();
        for (int round = 0; round < 4; round++) {
            int before = c.snd.nxt() - script.iss;
            script.write(c, 60 * MSS);
            script.sent.clear();
            while (c.snd.outstanding()) {
                script.peer(ACK, 1, c.snd.nxt() - script.iss).arrive();
            }
            assertEquals(60 * MSS, c.snd.nxt() - script.iss - before);
            script.sent.clear();
        }
        assertTrue(c.congestion.window() > 12 * MSS);
        script.pass(5000);
        script.write(c, 60 * MSS);
        assertEquals(10, script.sent.size());
    }

    @Test
    @DisplayName(
            "A full send buffer takes nothing; acknowledgments make a quarter free before the user is told")
    void backPressure() {
        TcpConnection c = script.connected();
        c.sendBufferSize(8 * MSS);
        boolean[] told = {false};
        c.watcher(() -> told[0] = true);
        assertEquals(8 * MSS, script.write(c, 10 * MSS));
        assertEquals(0, script.write(c, 1));
        assertFalse(c.writable());
        script.peer(ACK, 1, 1 + MSS).arrive();
        assertFalse(told[0] || c.writable());
        script.peer(ACK, 1, 1 + 2 * MSS).arrive();
        assertTrue(told[0] && c.writable());
    }
}
