package dev.morgana.net.tcp;

import static dev.morgana.net.tcp.TcpScript.ACK;
import static dev.morgana.net.tcp.TcpScript.FIN;
import static dev.morgana.net.tcp.TcpScript.MSS;
import static dev.morgana.net.tcp.TcpScript.PEER;
import static dev.morgana.net.tcp.TcpScript.PSH;
import static dev.morgana.net.tcp.TcpScript.RST;
import static dev.morgana.net.tcp.TcpScript.SYN;
import static dev.morgana.net.tcp.TcpScript.US;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.wire.Endpoint;
import dev.morgana.wire.TcpOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The timestamps option and PAWS (RFC 7323), and what RFC 6191 makes of them.
final class TimestampsTest {
    private static final long DAY = 24 * 3_600_000L;

    private final TcpScript script = new TcpScript();

    private static TcpOptions options(TcpScript.Sent sent) {
        return sent.header().options();
    }

    @Test
    @DisplayName(
            "PROTOCOLS 41: RFC 7323 3.2: once negotiated, every segment carries the option, RST too")
    void everySegment() {
        TcpConnection c = script.tcp.connect(US, PEER, script.now);
        TcpScript.Sent syn = script.sent.remove();
        script.iss = syn.header().sequence();
        assertTrue(options(syn).timestamps());
        assertEquals(0, options(syn).timestampEcho());
        int ours = options(syn).timestampValue();
        script.peer(SYN | ACK, 0, 1).mss(MSS).timestamps(700, ours).arrive();
        assertEquals(700, options(script.expect(ACK, 1, 1, 0)).timestampEcho());
        script.pass(5);
        script.write(c, 10);
        TcpOptions text = options(script.expect(ACK | PSH, 1, 1, 10));
        assertEquals(ours + 5, text.timestampValue());
        assertEquals(700, text.timestampEcho());
        c.shutdownOutput(script.now);
        assertTrue(options(script.expect(ACK | FIN, 11, 1, 0)).timestamps());
        c.abort(script.now);
        assertEquals(700, options(script.expect(RST | ACK, 12, 1, 0)).timestampEcho());
    }

    @Test
    @DisplayName("PROTOCOLS 41: RFC 7323 3.2: without the peer's offer no segment carries it")
    void notNegotiated() {
        TcpConnection c = script.connected();
        script.write(c, 10);
        assertFalse(options(script.expect(ACK | PSH, 1, 1, 10)).timestamps());
        // An option that was not negotiated says nothing.
        script.peer(ACK, 1, 11).timestamps(5, 5).text("x").arrive();
        script.pass(40);
        assertFalse(options(script.expect(ACK, 11, 2, 0)).timestamps());
    }

    @Test
    @DisplayName("PROTOCOLS 41: RFC 7323 3.2: SYN,ACK answers the offer and echoes the latest SYN")
    void passive() {
        Listener listener = script.tcp.listen(US, 5);
        script.peer(SYN, 0, 0).mss(MSS).timestamps(50, 0).arrive();
        script.iss = script.sent.element().header().sequence();
        assertEquals(50, options(script.expect(SYN | ACK, 0, 1, 0)).timestampEcho());
        script.peer(SYN, 0, 0).mss(MSS).timestamps(1050, 0).arrive();
        TcpOptions again = options(script.expect(SYN | ACK, 0, 1, 0));
        assertEquals(1050, again.timestampEcho());
        script.peer(ACK, 1, 1).arrive();
        assertFalse(listener.acceptable(), "a segment without the option is none of the peer's");
        script.peer(ACK, 1, 1).timestamps(900, again.timestampValue()).arrive();
        script.expect(SYN | ACK, 0, 1, 0);
        script.peer(ACK, 1, 1).timestamps(1060, again.timestampValue()).text("x").arrive();
        TcpConnection c = listener.accept();
        assertNotNull(c);
        script.pass(40);
        assertEquals(1060, options(script.expect(ACK, 1, 2, 0)).timestampEcho());
        script.expectNothing();
    }

    @Test
    @DisplayName("A peer that repeats its SYN without the option gets none")
    void withdrawn() {
        Listener listener = script.tcp.listen(US, 5);
        script.peer(SYN, 0, 0).timestamps(50, 0).arrive();
        script.iss = script.sent.element().header().sequence();
        script.expect(SYN | ACK, 0, 1, 0);
        script.peer(SYN, 0, 0).arrive();
        assertFalse(options(script.expect(SYN | ACK, 0, 1, 0)).timestamps());
        script.peer(ACK, 1, 1).arrive();
        assertTrue(listener.acceptable());
    }

    @Test
    @DisplayName("PROTOCOLS 41: RFC 7323 3.2: simultaneous open negotiates it too")
    void simultaneousOpen() {
        script.connecting();
        script.peer(SYN, 0, 0).timestamps(9, 0).arrive();
        assertEquals(9, options(script.expect(SYN | ACK, 0, 1, 0)).timestampEcho());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 41: RFC 7323 3.2: a segment without the negotiated option is dropped silently, except RST")
    void missing() {
        TcpConnection c = script.connectedWithTimestamps(100);
        script.peer(ACK, 1, 1).text("x").arrive();
        script.pass(1000);
        script.expectNothing();
        assertEquals(0, c.available());
        assertEquals(TcpState.ESTABLISHED, c.state());
        script.peer(RST, 1, 0).arrive();
        assertEquals(TcpState.CLOSED, c.state());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 42: RFC 7323 4.3: the echo is that of the oldest segment that the acknowledgment covers")
    void recentRule() {
        script.connectedWithTimestamps(100);
        // Two segments, one delayed acknowledgment: the first one's.
        script.peer(ACK, 1, 1).timestamps(110, 0).text(600).arriveInBatch();
        script.peer(ACK, 601, 1).timestamps(120, 0).text(600).arrive();
        assertEquals(110, options(script.expect(ACK, 1, 1201, 0)).timestampEcho());
        // A hole: the echo stays behind until it is filled.
        script.peer(ACK, 1301, 1).timestamps(140, 0).text(100).arrive();
        assertEquals(110, options(script.expect(ACK, 1, 1201, 0)).timestampEcho());
        script.peer(ACK, 1201, 1).timestamps(150, 0).text(100).arrive();
        assertEquals(150, options(script.expect(ACK, 1, 1401, 0)).timestampEcho());
        // Before the window: not taken.
        script.peer(ACK, 1, 1).timestamps(160, 0).text(100).arrive();
        assertEquals(150, options(script.expect(ACK, 1, 1401, 0)).timestampEcho());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 42: RFC 7323 5.3 R1: PAWS drops an old duplicate inside the window and acknowledges; RST is exempt")
    void paws() {
        TcpConnection c = script.connectedWithTimestamps(0x8000_0000);
        script.peer(ACK, 1, 1).timestamps(0x7fff_ffff, 0).text("old").arrive();
        TcpOptions answer = options(script.expect(ACK, 1, 1, 0));
        assertEquals(0x8000_0000, answer.timestampEcho());
        assertEquals(0, c.available());
        assertEquals(1, script.tcp.counts().outdated());
        script.peer(ACK, 1, 1).timestamps(0x8000_0000, 0).text("new").arrive();
        assertEquals("new", script.read(c, 10));
        script.sent.clear();
        script.peer(RST, 4, 0).timestamps(5, 0).arrive();
        assertEquals(TcpFailure.RESET, c.failure());
    }

    @Test
    @DisplayName("PROTOCOLS 42: RFC 7323 5.5: after 24 days of silence TS.Recent is outdated")
    void outdated() {
        TcpConnection c = script.connectedWithTimestamps(1000);
        script.pass(24 * DAY);
        script.peer(ACK, 1, 1).timestamps(999, 0).text("a").arrive();
        assertEquals(0, c.available());
        script.expect(ACK, 1, 1, 0);
        script.pass(1);
        script.peer(ACK, 1, 1).timestamps(999, 0).text("a").arrive();
        assertEquals("a", script.read(c, 1));
        script.pass(40);
        assertEquals(999, options(script.expect(ACK, 1, 2, 0)).timestampEcho());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 104: RFC 7323 5.4: each pair has an offset of its own, the same for its next connection")
    void offsets() {
        Endpoint other = new Endpoint(PEER.address(), 81);
        int one = script.tcp.timestamps(US, PEER).value(script.now);
        int two = script.tcp.timestamps(US, other).value(script.now);
        assertNotEquals(one, two);
        assertNotEquals((int) (script.now / 1_000_000), one);
        assertEquals(one + 3, script.tcp.timestamps(US, PEER).value(script.now + 3_000_000));
    }

    @Test
    @DisplayName(
            "PROTOCOLS 16: RFC 7323 4: the echo measures also what was sent twice and ends the backing off")
    void roundTripOfRetransmission() {
        TcpConnection c = script.connectedWithTimestamps(100);
        script.write(c, 10);
        script.sent.clear();
        script.pass(200 + 400);
        script.expect(ACK | PSH, 1, 1, 10);
        int second = options(script.expect(ACK | PSH, 1, 1, 10)).timestampValue();
        assertEquals(800, c.rtt.timeout() / 1_000_000);
        script.pass(8);
        script.peer(ACK, 1, 11).timestamps(101, second).arrive();
        assertEquals(1, c.rtt.smoothed() / 1_000_000);
        assertTrue(c.rtt.timeout() / 1_000_000 <= 201);
        // Nonsense is not taken: an echo of the future, one of long ago.
        script.write(c, 10);
        script.pass(250);
        script.peer(ACK, 1, 21).timestamps(102, second + 1_000_000).arrive();
        script.write(c, 10);
        script.pass(1000);
        script.peer(ACK, 1, 31).timestamps(103, second - 1_000_000).arrive();
        assertEquals(1, c.rtt.smoothed() / 1_000_000);
    }

    @Test
    @DisplayName("PROTOCOLS 16: one echo per round trip is taken, not one per acknowledgment")
    void onePerRoundTrip() {
        RttEstimator rtt = new RttEstimator(TcpParameters.Timers.DEFAULT);
        rtt.echoed(1000, 5000, 80_000_000);
        rtt.echoed(2000, 6000, 8_000_000);
        rtt.echoed(4999, 6000, 8_000_000);
        assertEquals(80_000_000, rtt.smoothed());
        rtt.echoed(5000, 9000, 8_000_000);
        assertEquals(71_000_000, rtt.smoothed());
    }

    @Test
    @DisplayName("PROTOCOLS 14: RFC 9293 3.7.1 MUST-16: full segments make room for the option")
    void segmentSize() {
        TcpConnection c = script.connectedWithTimestamps(100);
        assertEquals(MSS - 12, c.sendMss());
        script.write(c, 2 * MSS);
        TcpScript.Sent full = script.expect(ACK, 1, 1, MSS - 12);
        assertEquals(12, options(full).length());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 103: RFC 6191: a SYN with a newer timestamp reuses a pair in TIME-WAIT, whatever its number")
    void timeWaitReuse() {
        script.tcp.listen(US, 5);
        TcpConnection c = script.connectedWithTimestamps(100);
        c.close(script.now);
        script.peer(FIN | ACK, 1, 2).timestamps(110, 0).arrive();
        script.sent.clear();
        assertEquals(TcpState.TIME_WAIT, c.state());
        // A repeated FIN is acknowledged with the option.
        script.peer(FIN | ACK, 1, 2).timestamps(111, 0).arrive();
        assertEquals(110, options(script.expect(ACK, 2, 2, 0)).timestampEcho());
        // Older, or as old with an old number: the pair stays.
        script.peer(SYN, 1000, 0).timestamps(109, 0).arrive();
        script.expect(ACK, 2, 2, 0);
        script.peer(SYN, 1, 0).timestamps(110, 0).arrive();
        script.expect(ACK, 2, 2, 0);
        script.peer(SYN, -5000, 0).timestamps(111, 0).arrive();
        TcpScript.Sent answer = script.sent.remove();
        assertEquals(SYN | ACK, answer.header().flags());
        assertEquals(111, options(answer).timestampEcho());
        assertTrue(SequenceNumber.before(script.iss + 2, answer.header().sequence()));
    }

    @Test
    @DisplayName(
            "PROTOCOLS 103: RFC 6191: equal timestamps need a newer number; new timestamps suffice after a connection without")
    void timeWaitReuseByNumber() {
        script.tcp.listen(US, 5);
        TcpConnection c = script.connectedWithTimestamps(100);
        c.close(script.now);
        script.peer(FIN | ACK, 1, 2).timestamps(110, 0).arrive();
        script.sent.clear();
        script.peer(SYN, 2, 0).timestamps(110, 0).arrive();
        assertEquals(SYN | ACK, script.sent.remove().header().flags());

        TcpScript other = new TcpScript();
        other.tcp.listen(US, 5);
        c = other.connected();
        c.close(other.now);
        other.peer(FIN | ACK, 1, 2).arrive();
        other.sent.clear();
        other.peer(SYN, -5000, 0).timestamps(1, 0).arrive();
        assertEquals(SYN | ACK, other.sent.remove().header().flags());
    }
}
