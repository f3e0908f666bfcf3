package dev.morgana.net.tcp;

import static dev.morgana.net.tcp.TcpScript.ACK;
import static dev.morgana.net.tcp.TcpScript.MSS;
import static dev.morgana.net.tcp.TcpScript.PEER;
import static dev.morgana.net.tcp.TcpScript.PSH;
import static dev.morgana.net.tcp.TcpScript.SYN;
import static dev.morgana.net.tcp.TcpScript.US;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.wire.TcpOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What the receiver reports selectively.
final class SackReportTest {
    private final TcpScript script = new TcpScript();

    /// The next segment acknowledges `ack` and reports these pairs of numbers.
    private void expect(int ack, int... edges) {
        TcpOptions options = script.expect(ACK, 1, ack, 0).header().options();
        int[] got = new int[2 * options.sackBlocks()];
        for (int i = 0; i < options.sackBlocks(); i++) {
            got[2 * i] = options.sackLeft(i) - script.irs;
            got[2 * i + 1] = options.sackRight(i) - script.irs;
        }
        org.junit.jupiter.api.Assertions.assertArrayEquals(edges, got, options::toString);
    }

    private void arrive(int seq, int count) {
        script.peer(ACK, seq, 1).text(count).arrive();
    }

    @Test
    @DisplayName("PROTOCOLS 38, 95: RFC 2018 2: the option is offered in SYN and used if both do")
    void negotiation() {
        TcpConnection c = script.tcp.connect(US, PEER, script.now);
        TcpScript.Sent syn = script.sent.remove();
        script.iss = syn.header().sequence();
        assertTrue(syn.header().options().sackPermitted());
        script.peer(SYN | ACK, 0, 1).mss(MSS).arrive();
        script.expect(ACK, 1, 1, 0);
        arrive(101, 10);
        expect(1);
        assertEquals(TcpState.ESTABLISHED, c.state());
    }

    @Test
    @DisplayName("PROTOCOLS 38, 95: RFC 2018 2: SYN,ACK permits it when SYN did, and only then")
    void passiveNegotiation() {
        script.tcp.listen(US, 5);
        script.peer(SYN, 0, 0).sackPermitted().arrive();
        assertTrue(script.sent.remove().header().options().sackPermitted());
        script.peer = new dev.morgana.wire.Endpoint(PEER.address(), 81);
        script.peer(SYN, 0, 0).arrive();
        assertFalse(script.sent.remove().header().options().sackPermitted());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 38, 95: RFC 2018 4: the first block holds the segment that arrived, the others follow by age")
    void order() {
        script.connectedWithSack();
        arrive(101, 10);
        expect(1, 101, 111);
        arrive(301, 10);
        expect(1, 301, 311, 101, 111);
        arrive(201, 10);
        expect(1, 201, 211, 301, 311, 101, 111);
        arrive(311, 10);
        expect(1, 301, 321, 201, 211, 101, 111);
        arrive(401, 10);
        arrive(501, 10);
        script.sent.removeFirst();
        expect(1, 501, 511, 401, 411, 301, 321, 201, 211);
        // The hole below is filled: the rest is reported as long as something is missing.
        arrive(1, 100);
        expect(111, 501, 511, 401, 411, 301, 321, 201, 211);
        arrive(111, 90);
        expect(211, 501, 511, 401, 411, 301, 321);
        arrive(211, 190);
        expect(411, 501, 511);
        arrive(411, 90);
        script.pass(40);
        expect(511);
    }

    @Test
    @DisplayName("PROTOCOLS 38, 95: RFC 2018 3: beside timestamps three blocks fit")
    void besideTimestamps() {
        TcpConnection c = script.connecting();
        script.peer(SYN | ACK, 0, 1).mss(MSS).sackPermitted().timestamps(5, 0).arrive();
        script.sent.clear();
        for (int i = 1; i < 6; i++) {
            script.peer(ACK, 100 * i, 1).timestamps(6, 0).text(10).arrive();
        }
        for (int i = 0; i < 4; i++) {
            script.sent.remove();
        }
        TcpOptions options = script.expect(ACK, 1, 1, 0).header().options();
        assertEquals(3, options.sackBlocks());
        assertEquals(40, options.length());
        // Text leaves room for them.
        c.noDelay(true);
        script.write(c, MSS);
        TcpScript.Sent text = script.expect(ACK, 1, 1, MSS - 40);
        assertEquals(3, text.header().options().sackBlocks());
        script.expect(ACK | PSH, 1 + MSS - 40, 1, 40);
    }

    @Test
    @DisplayName("PROTOCOLS 95: RFC 2883 4: what came twice is reported first, and once")
    void duplicates() {
        script.connectedWithSack();
        arrive(1, 100);
        script.pass(40);
        expect(101);
        // Already acknowledged.
        arrive(1, 50);
        expect(101, 1, 51);
        arrive(201, 100);
        expect(101, 201, 301);
        // Already reported: the second block contains the first.
        arrive(221, 30);
        expect(101, 221, 251, 201, 301);
        arrive(401, 10);
        expect(101, 401, 411, 201, 301);
        arrive(1, 50);
        expect(101, 1, 51, 401, 411, 201, 301);
    }
}
