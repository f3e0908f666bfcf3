package dev.morgana.net.tcp;

import static dev.morgana.net.tcp.TcpScript.ACK;
import static dev.morgana.net.tcp.TcpScript.PEER;
import static dev.morgana.net.tcp.TcpScript.RST;
import static dev.morgana.net.tcp.TcpScript.SYN;
import static dev.morgana.net.tcp.TcpScript.US;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.net.RandomSource;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.TcpOptions;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Connections without a record of their SYN.
final class SynCookiesTest {
    private final TcpScript script =
            new TcpScript(TcpParameters.DEFAULT.withPassive(new TcpParameters.Passive(2, 16)));
    private final Listener listener = script.tcp.listen(US, 5);

    /// Two strangers use the records up.
    private void flood() {
        for (int i = 0; i < 2; i++) {
            script.peer(SYN, 0, 0).from(new Endpoint(PEER.address(), 9000 + i)).arrive();
        }
        script.sent.clear();
    }

    private TcpScript.Sent answer() {
        TcpScript.Sent answer = script.sent.remove();
        assertEquals(SYN | ACK, answer.header().flags());
        script.iss = answer.header().sequence();
        return answer;
    }

    @Test
    @DisplayName("PROTOCOLS 102: RFC 4987 3.6: a cookie brings the segment size back")
    void segmentSize() {
        flood();
        script.peer(SYN, 0, 0).mss(1300).shift(7).sackPermitted().arrive();
        TcpOptions options = answer().header().options();
        assertFalse(options.timestamps());
        assertEquals(2, script.tcp.counts().connections(), "nothing is remembered");
        script.peer(ACK, 1, 1).text("hello").arrive();
        TcpConnection c = listener.accept();
        assertNotNull(c);
        assertEquals("hello", script.read(c, 10));
        assertEquals(1220, c.sendMss());
        // Without timestamps the other options have no place.
        assertFalse(c.rcv.scaled());
        assertFalse(c.recovery.isOn());
        assertEquals(1, script.tcp.counts().cookiesAccepted());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 102: RFC 4987 3.6: with timestamps window scale and SACK are preserved too")
    void options() {
        flood();
        script.peer(SYN, 0, 0).mss(1460).shift(7).sackPermitted().timestamps(77, 0).arrive();
        TcpOptions options = answer().header().options();
        assertTrue(options.timestamps() && options.sackPermitted());
        assertEquals(77, options.timestampEcho());
        int ahead = options.timestampValue() - script.tcp.timestamps(US, PEER).value(script.now);
        assertTrue(ahead <= 0, "the connection's timestamps must not go back");
        script.pass(50);
        script.peer(ACK, 1, 1).window(100).timestamps(78, options.timestampValue()).arrive();
        TcpConnection c = listener.accept();
        assertNotNull(c);
        assertEquals(1448, c.sendMss());
        assertTrue(c.rcv.scaled() && c.recovery.isOn() && c.timestamps.isOn());
        assertEquals(100 << 7, c.snd.window());
        assertEquals(78, c.timestamps.recent());
        long roundTrip = c.rtt.smoothed() / 1_000_000;
        assertTrue(roundTrip >= 50 && roundTrip <= 50 + 32, "round trip " + roundTrip);
    }

    @Test
    @DisplayName("PROTOCOLS 102: a cookie of another pair, number or time is answered with RST")
    void forged() {
        flood();
        script.peer(SYN, 0, 0).mss(1460).arrive();
        answer();
        script.peer(ACK, 2, 1).arrive();
        script.expect(RST, 1, 0, 0);
        script.peer(ACK, 1, 2).arrive();
        script.expect(RST, 2, 0, 0);
        script.peer(ACK, 1, 1).from(new Endpoint(PEER.address(), 81)).arrive();
        script.expect(RST, 1, 0, 0);
        script.pass(129_000);
        script.sent.clear();
        script.peer(ACK, 1, 1).arrive();
        script.expect(RST, 1, 0, 0);
        assertNull(listener.accept());
    }

    @Test
    @DisplayName("PROTOCOLS 102: a cookie holds for at least a minute")
    void lasts() {
        flood();
        script.peer(SYN, 0, 0).mss(1460).arrive();
        answer();
        script.pass(63_000);
        script.peer(ACK, 1, 1).arrive();
        assertNotNull(listener.accept());
    }

    @Test
    @DisplayName("PROTOCOLS 102: while no cookie was sent none is accepted")
    void notInPeace() {
        SynCookies cookies = new SynCookies(new SplittableRandom(1)::nextLong);
        Segment segment = new Segment();
        Timestamps timestamps = new Timestamps(0);
        assertNull(cookies.restore(listener, segment, timestamps, script.now));
    }

    @Test
    @DisplayName(
            "PROTOCOLS 102: each flood has a secret of its own, which copies of the machine from before do not share")
    void secretOfAFlood() {
        SplittableRandom random = new SplittableRandom(1);
        boolean[] copied = {false};
        RandomSource source = () -> copied[0] ? random.nextLong() : 7;
        SynCookies one = new SynCookies(source);
        SynCookies other = new SynCookies(source);
        assertEquals(cookie(one, 0), cookie(other, 0));
        copied[0] = true;
        assertEquals(cookie(one, 120), cookie(other, 120), "the same flood");
        assertNotEquals(cookie(one, 260), cookie(other, 260), "the next flood");
    }

    private int cookie(SynCookies cookies, long second) {
        long now = second * 1_000_000_000L;
        HalfOpen.Request request =
                new HalfOpen.Request(1, 0, 1460, -1, false, new Timestamps(0), 0, now);
        return cookies.issue(listener, US, PEER, request).iss();
    }

    @Test
    @DisplayName(
            "PROTOCOLS 9: RFC 9293 3.5 MUST-11: RST after a cookie finds LISTEN, and the pair can begin anew")
    void resetAfterCookie() {
        flood();
        script.peer(SYN, 0, 0).mss(1460).arrive();
        answer();
        script.peer(RST, 1, 0).arrive();
        script.expectNothing();
        assertEquals(2, script.tcp.counts().connections());
        script.peer(SYN, 0, 0).mss(1460).arrive();
        answer();
        script.peer(ACK, 1, 1).arrive();
        assertNotNull(listener.accept());
    }

    @Test
    @DisplayName("PROTOCOLS 102: a full backlog keeps the peer of a cookie waiting")
    void fullBacklog() {
        flood();
        int[] iss = new int[6];
        for (int i = 0; i < iss.length; i++) {
            script.peer(SYN, 0, 0).from(new Endpoint(PEER.address(), 100 + i)).arrive();
            iss[i] = script.sent.remove().header().sequence();
        }
        for (int i = 0; i < iss.length; i++) {
            script.iss = iss[i];
            script.peer(ACK, 1, 1).from(new Endpoint(PEER.address(), 100 + i)).arrive();
        }
        script.expectNothing();
        assertEquals(5, script.tcp.counts().cookiesAccepted());
        assertNotNull(listener.accept());
        script.peer(ACK, 1, 1).text("x").from(new Endpoint(PEER.address(), 105)).arrive();
        assertEquals(6, script.tcp.counts().cookiesAccepted());
    }
}
