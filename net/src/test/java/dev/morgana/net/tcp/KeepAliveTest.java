package dev.morgana.net.tcp;

import static dev.morgana.net.tcp.TcpScript.ACK;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Keep-alive (PROTOCOLS 23).
final class KeepAliveTest {
    private static final long HOURS = TimeUnit.HOURS.toMillis(1);
    private final TcpScript script = new TcpScript();

    @Test
    @DisplayName("PROTOCOLS 23: RFC 9293 3.8.4 MUST-25: off by default")
    void offByDefault() {
        TcpConnection c = script.connected();
        script.pass(1000 * HOURS);
        script.expectNothing();
        assertEquals(TcpState.ESTABLISHED, c.state());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 23, 89: MUST-24/26/28, SHLD-12: a probe without text after two idle hours, while the peer answers for ever")
    void probes() {
        TcpConnection c = script.connected();
        c.keepAlive(true);
        for (int i = 0; i < 20; i++) {
            script.pass(2 * HOURS - 1);
            script.expectNothing();
            script.pass(1);
            script.expect(ACK, 0, 1, 0);
            script.peer(ACK, 1, 1).arrive();
        }
        assertEquals(TcpState.ESTABLISHED, c.state());
        c.keepAlive(false);
        script.pass(10 * HOURS);
        script.expectNothing();
    }

    @Test
    @DisplayName("PROTOCOLS 23: MUST-27/29: one lost probe is not death, nine are")
    void deadPeer() {
        TcpConnection c = script.connected();
        c.keepAlive(true);
        script.pass(2 * HOURS);
        for (int i = 0; i < 8; i++) {
            script.expect(ACK, 0, 1, 0);
            script.pass(75_000);
            assertEquals(TcpState.ESTABLISHED, c.state());
        }
        script.expect(ACK, 0, 1, 0);
        script.pass(75_000);
        assertEquals(TcpFailure.TIMED_OUT, c.failure());
    }

    @Test
    @DisplayName("PROTOCOLS 23: MUST-28: the times are the user's to set, each by itself")
    void settable() {
        TcpConnection c = script.connected();
        c.keepAlive(true);
        c.keepAlive(new KeepAlive.Times(5_000_000_000L, 0, 0));
        c.keepAlive(new KeepAlive.Times(0, 2_000_000_000L, 3));
        script.pass(4999);
        script.expectNothing();
        script.pass(1);
        for (int i = 0; i < 3; i++) {
            script.expect(ACK, 0, 1, 0);
            assertEquals(TcpState.ESTABLISHED, c.state());
            script.pass(2000);
        }
        assertEquals(TcpFailure.TIMED_OUT, c.failure());
    }

    @Test
    @DisplayName("PROTOCOLS 23: a peer's probe is answered")
    void answersProbes() {
        script.connected();
        script.peer(ACK, 0, 1).arrive();
        script.expect(ACK, 1, 1, 0);
    }
}
