package dev.morgana.net.tcp;

import static dev.morgana.net.tcp.TcpScript.ACK;
import static dev.morgana.net.tcp.TcpScript.MSS;
import static dev.morgana.net.tcp.TcpScript.PEER;
import static dev.morgana.net.tcp.TcpScript.US;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.net.ip.IcmpError;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// ICMP messages about our segments.
final class IcmpErrorsTest {
    private final TcpScript script = new TcpScript();

    private void icmp(int type, int code, int mtu, int seq) {
        script.tcp.icmpError(
                new IcmpError(
                        new IcmpError.Kind(type, code, mtu, false), US, PEER, script.iss + seq),
                script.now);
        script.tcp.poll(script.now);
    }

    @Test
    @DisplayName(
            "PROTOCOLS 33, 92: RFC 9293 3.9.2.2: a hard error ends a connection in SYN-SENT only")
    void hardErrors() {
        TcpConnection c = script.connecting();
        icmp(3, 3, 0, 0);
        assertEquals(new TcpFailure.Unreachable(3), c.failure());
        TcpScript other = new TcpScript();
        TcpConnection open = other.connected();
        other.write(open, 10);
        other.tcp.icmpError(
                new IcmpError(new IcmpError.Kind(3, 3, 0, false), US, PEER, other.iss + 1),
                other.now);
        assertEquals(TcpState.ESTABLISHED, open.state());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 31, 33: RFC 9293 3.9.2.2 MUST-56, 3.9.1.8 MUST-47: soft errors do not abort but are reported in the end")
    void softErrors() {
        TcpConnection c = script.connecting();
        icmp(3, 1, 0, 0);
        assertEquals(TcpState.SYN_SENT, c.state());
        assertNull(c.failure());
        script.pass(400_000);
        assertEquals(new TcpFailure.Unreachable(1), c.failure());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 33: RFC 5461 4.1: a next hop that does not answer ARP ends SYN-SENT at once, but no open connection")
    void silentNeighbour() {
        TcpConnection c = script.connecting();
        IcmpError.Kind silent = IcmpError.Kind.SILENT_NEIGHBOUR;
        script.tcp.icmpError(new IcmpError(silent, US, PEER, script.iss), script.now);
        assertEquals(new TcpFailure.Unreachable(1), c.failure());
        TcpScript other = new TcpScript();
        TcpConnection open = other.connected();
        other.write(open, 10);
        other.tcp.icmpError(new IcmpError(silent, US, PEER, other.iss + 1), other.now);
        assertEquals(TcpState.ESTABLISHED, open.state());
        assertEquals(new TcpFailure.Unreachable(1), open.softError());
    }

    @Test
    @DisplayName("PROTOCOLS 33: RFC 9293 3.9.2.2 MUST-55: Source Quench is ignored")
    void sourceQuench() {
        TcpConnection c = script.connected();
        script.write(c, 10);
        int window = c.congestion.window();
        icmp(4, 0, 0, 1);
        assertEquals(window, c.congestion.window());
        assertNull(c.softError);
    }

    @Test
    @DisplayName("PROTOCOLS 101: RFC 5927 4: a message must quote something that is outstanding")
    void sequenceCheck() {
        TcpConnection c = script.connecting();
        icmp(3, 3, 0, 1);
        icmp(3, 3, 0, -1);
        assertEquals(TcpState.SYN_SENT, c.state());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 44: RFC 1191 3: fragmentation needed lowers the segment size, never below what is sensible")
    void packetTooBig() {
        TcpConnection c = script.connected();
        script.write(c, 2 * MSS);
        script.sent.clear();
        icmp(3, 4, 840, 1);
        script.expect(ACK, 1, 1, 800);
        script.expect(ACK, 801, 1, 800);
        script.sent.clear();
        icmp(3, 4, 20, 1);
        assertEquals(512, c.sendMss());
        assertTrue(script.lastService.divisible(), "a path that narrow needs fragments");
    }
}
