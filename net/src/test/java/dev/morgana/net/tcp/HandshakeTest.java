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
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.net.RandomSource;
import dev.morgana.net.ip.IpService;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How connections begin, and how they fail to.
final class HandshakeTest {
    private final TcpScript script = new TcpScript();

    @Test
    @DisplayName(
            "PROTOCOLS 31: RFC 9293 3.9.1.9 MUST-48: accepted connections have the listener's DSCP")
    void inheritedService() {
        IpService wanted = IpService.TCP.withTrafficClass(0x28);
        Listener listener = script.tcp.listen(TcpScript.US, 5);
        listener.service(wanted);
        script.peer(TcpScript.SYN, 0, 0).arrive();
        assertEquals(wanted, script.lastService);
        script.iss = script.sent.element().header().sequence();
        script.sent.clear();
        script.peer(TcpScript.ACK, 1, 1).arrive();
        TcpConnection c = listener.accept();
        assertNotNull(c);
        script.write(c, 1);
        assertEquals(wanted, script.lastService);
    }

    @Test
    @DisplayName(
            "PROTOCOLS 37: segments outside the window of a half-open connection are answered a few times a second only")
    void halfOpenStorm() {
        script.tcp.listen(TcpScript.US, 5);
        script.peer(TcpScript.SYN, 0, 0).arrive();
        script.iss = script.sent.element().header().sequence();
        script.sent.clear();
        for (int i = 0; i < 1000; i++) {
            script.peer(TcpScript.ACK, -5, 1).arrive();
        }
        assertTrue(script.sent.size() >= 8 && script.sent.size() <= 15, "limited answers");
    }

    @Test
    @DisplayName(
            "PROTOCOLS 1: RFC 9293 3.1 MUST-2/3: a segment with a bad checksum is dropped silently")
    void badChecksum() {
        TcpConnection c = script.connecting();
        script.peer(SYN | ACK, 0, 1).damaged().arrive();
        script.expectNothing();
        assertEquals(TcpState.SYN_SENT, c.state());
        assertEquals(1, script.tcp.counts().badChecksum());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 7: RFC 9293 3.4.1 MUST-8/9, RFC 6528: the ISN is a 4 us clock plus a secret of the pair")
    void initialSequenceNumbers() {
        int first = script.tcp.initialSequenceNumber(US, PEER, 1_000_000);
        assertEquals(first + 250, script.tcp.initialSequenceNumber(US, PEER, 2_000_000));
        Endpoint other = new Endpoint(PEER.address(), 81);
        int apart = first - script.tcp.initialSequenceNumber(US, other, 1_000_000);
        assertTrue(Math.abs((long) apart) > 1000, "pairs share no secret");
        TcpLayer elsewhere = new TcpLayer(script, () -> 7, TcpParameters.DEFAULT);
        assertFalse(first == elsewhere.initialSequenceNumber(US, PEER, 1_000_000));
    }

    /// A machine whose memory is copied: what was drawn before is in both copies, what is drawn later is not.
    @Test
    @DisplayName(
            "PROTOCOLS 7: copies of a machine give one pair different numbers; after TIME-WAIT they have grown all the same")
    void copiesDiffer() {
        SplittableRandom random = new SplittableRandom(1);
        boolean[] copied = {false};
        RandomSource source = () -> copied[0] ? random.nextLong() : 7;
        TcpLayer one = new TcpLayer(script, source, TcpParameters.DEFAULT);
        TcpLayer other = new TcpLayer(script, source, TcpParameters.DEFAULT);
        assertEquals(
                one.initialSequenceNumber(US, PEER, 0), other.initialSequenceNumber(US, PEER, 0));
        copied[0] = true;
        long timeWait = 2 * TcpParameters.DEFAULT.timers().segmentLifetime();
        for (long now = 0; now < 100 * timeWait; now += timeWait) {
            int number = one.initialSequenceNumber(US, PEER, now);
            assertNotEquals(number, other.initialSequenceNumber(US, PEER, now));
            int later = one.initialSequenceNumber(US, PEER, now + timeWait);
            assertTrue(SequenceNumber.before(number, later), number + ", then " + later);
        }
    }

    @Test
    @DisplayName("PROTOCOLS 8: RFC 9293 3.5 MUST-10: simultaneous open")
    void simultaneousOpen() {
        TcpConnection c = script.connecting();
        script.peer(SYN, 0, 0).mss(MSS).arrive();
        script.expect(SYN | ACK, 0, 1, 0);
        assertEquals(TcpState.SYN_RECEIVED, c.state());
        // Figure 8: the peer's SYN,ACK is answered by an ACK, and its own ACK completes the
        // handshake.
        script.peer(SYN | ACK, 0, 1).arrive();
        script.expect(ACK, 1, 1, 0);
        script.peer(ACK, 1, 1).arrive();
        script.expectNothing();
        assertEquals(TcpState.ESTABLISHED, c.state());
    }

    @Test
    @DisplayName("PROTOCOLS 9: RFC 9293 3.5 MUST-11: RST in passive SYN-RECEIVED returns to LISTEN")
    void resetOfPassiveOpenReturnsToListen() {
        Listener listener = script.tcp.listen(US, 5);
        script.peer(SYN, 0, 0).arrive();
        script.iss = script.sent.element().header().sequence();
        script.expect(SYN | ACK, 0, 1, 0);
        script.peer(RST, 7, 0).arrive();
        assertEquals(1, script.tcp.counts().connections());
        script.peer(RST, 1, 0).arrive();
        assertEquals(0, script.tcp.counts().connections());
        script.expectNothing();
        assertFalse(listener.acceptable());
        script.peer(SYN, 0, 0).arrive();
        script.iss = script.sent.element().header().sequence();
        script.expect(SYN | ACK, 0, 1, 0);
        script.peer(ACK, 1, 1).arrive();
        assertTrue(listener.acceptable());
    }

    @Test
    @DisplayName("PROTOCOLS 9: RFC 9293 3.5 MUST-11: RST in active SYN-RECEIVED refuses")
    void resetOfActiveOpenRefuses() {
        TcpConnection c = script.connecting();
        script.peer(SYN, 0, 0).arrive();
        script.expect(SYN | ACK, 0, 1, 0);
        script.peer(RST, 1, 0).arrive();
        assertEquals(TcpFailure.REFUSED, c.failure());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 10: RFC 9293 3.5.2: a closed port answers RST with the right numbers, never to RST")
    void closedPort() {
        script.peer(ACK, 5, 9).text(3).arrive();
        script.expect(RST, 9, 0, 0);
        script.peer(SYN, 5, 0).text(3).arrive();
        TcpScript.Sent reset = script.sent.remove();
        assertEquals(RST | ACK, reset.header().flags());
        assertEquals(0, reset.header().sequence());
        assertEquals(script.irs + 9, reset.header().acknowledgment());
        script.peer(RST, 5, 0).arrive();
        script.peer(RST | ACK, 5, 1).arrive();
        script.expectNothing();
    }

    @Test
    @DisplayName(
            "PROTOCOLS 10: RFC 9293 3.10.7.2: LISTEN answers ACK with RST and ignores RST and the rest")
    void listenState() {
        script.tcp.listen(US, 5);
        script.peer(ACK, 5, 9).arrive();
        script.expect(RST, 9, 0, 0);
        script.peer(RST, 5, 9).arrive();
        script.peer(FIN, 5, 9).arrive();
        script.expectNothing();
    }

    @Test
    @DisplayName("PROTOCOLS 10: RFC 9293 3.10.7.3: SYN-SENT answers an unacceptable ACK with RST")
    void unacceptableAckInSynSent() {
        TcpConnection c = script.connecting();
        script.peer(SYN | ACK, 0, 2).arrive();
        script.expect(RST, 2, 0, 0);
        script.peer(ACK, 0, 0).arrive();
        script.expect(RST, 0, 0, 0);
        assertEquals(TcpState.SYN_SENT, c.state());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 11: RFC 9293 3.5.3: in SYN-SENT only RST with an acceptable ACK refuses")
    void resetInSynSent() {
        TcpConnection c = script.connecting();
        script.peer(RST, 0, 0).arrive();
        script.peer(RST | ACK, 0, 2).arrive();
        assertEquals(TcpState.SYN_SENT, c.state());
        script.sent.clear();
        script.peer(RST | ACK, 0, 1).arrive();
        assertEquals(TcpState.CLOSED, c.state());
        assertEquals(TcpFailure.REFUSED, c.failure());
        assertTrue(c.writable());
        assertEquals(-1, script.write(c, 1));
        script.expectNothing();
    }

    @Test
    @DisplayName(
            "PROTOCOLS 14: RFC 9293 3.7.1 MUST-14/16/65/67: MSS is sent on SYN only and honoured")
    void maximumSegmentSize() {
        TcpConnection c = script.tcp.connect(US, PEER, script.now);
        TcpScript.Sent syn = script.sent.remove();
        script.iss = syn.header().sequence();
        assertEquals(1460, syn.header().options().maximumSegmentSize());
        script.peer(SYN | ACK, 0, 1).mss(700).arrive();
        script.expect(ACK, 1, 1, 0);
        script.write(c, 1400);
        TcpScript.Sent text = script.expect(ACK, 1, 1, 700);
        assertEquals(0, text.header().options().maximumSegmentSize());
        script.expect(ACK | PSH, 701, 1, 700);
    }

    @Test
    @DisplayName("PROTOCOLS 14: RFC 9293 3.7.1 MUST-15: without MSS option 536 is assumed")
    void defaultMaximumSegmentSize() {
        TcpConnection c = script.connecting();
        script.peer(SYN | ACK, 0, 1).arrive();
        script.expect(ACK, 1, 1, 0);
        script.write(c, 536);
        script.expect(ACK | PSH, 1, 1, 536);
    }

    @Test
    @DisplayName("PROTOCOLS 14: RFC 9293 3.7.1 MUST-16: a small MTU of ours limits segments too")
    void ownMtuLimits() {
        script.mtu = 576;
        TcpConnection c = script.connecting();
        script.peer(SYN | ACK, 0, 1).mss(1460).arrive();
        script.expect(ACK, 1, 1, 0);
        script.write(c, 536);
        script.expect(ACK | PSH, 1, 1, 536);
    }

    @Test
    @DisplayName(
            "PROTOCOLS 17, 22: RFC 6298 2.1, RFC 9293 3.8.3 MUST-20/23: SYN after 1 s, doubling, for 3 minutes")
    void unansweredSyn() {
        TcpConnection c = script.connecting();
        for (int seconds = 1; seconds <= 32; seconds *= 2) {
            script.pass(seconds * 1000L - 1);
            script.expectNothing();
            script.pass(1);
            script.expect(SYN, 0, 0, 0);
        }
        script.pass(117_000 - 1000);
        assertEquals(TcpState.SYN_SENT, c.state());
        script.pass(61_000);
        assertEquals(TcpFailure.TIMED_OUT, c.failure());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 29: RFC 9293 3.9.1.1 MUST-41/42: several listeners; the exact address wins")
    void severalListeners() {
        Listener any = script.tcp.listen(new Endpoint(Ipv4Address.ANY, 5000), 5);
        Listener exact = script.tcp.listen(US, 5);
        assertThrows(AddressInUseException.class, () -> script.tcp.listen(US, 5));
        script.peer(SYN, 0, 0).arrive();
        script.iss = script.sent.remove().header().sequence();
        script.peer(ACK, 1, 1).arrive();
        assertTrue(exact.acceptable());
        assertFalse(any.acceptable());
        exact.close(script.now);
        assertFalse(exact.acceptable());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 29: RFC 9293 3.9.1.1 MUST-44/46: the source address is IP's choice; groups cannot be opened")
    void openRules() {
        Endpoint any = new Endpoint(Ipv4Address.ANY, 0);
        TcpConnection c = script.tcp.connect(any, PEER, script.now);
        assertEquals(US.address(), c.local().address());
        script.sent.clear();
        for (Ipv4Address group :
                new Ipv4Address[] {
                    Ipv4Address.BROADCAST, Ipv4Address.of(224, 0, 0, 1), Ipv4Address.ANY
                }) {
            TcpConnection failed = script.tcp.connect(any, new Endpoint(group, 80), script.now);
            assertEquals(TcpState.CLOSED, failed.state());
            assertNotNull(failed.failure());
        }
        Endpoint nowhere = new Endpoint(Ipv4Address.of(192, 0, 2, 1), 80);
        assertEquals(
                new TcpFailure.Unreachable(0),
                script.tcp.connect(any, nowhere, script.now).failure());
        script.expectNothing();
    }

    @Test
    @DisplayName(
            "PROTOCOLS 34: RFC 9293 3.9.2.3 MUST-57/63: SYN from or to a group address is ignored silently")
    void groupAddresses() {
        script.tcp.listen(new Endpoint(Ipv4Address.ANY, 5000), 5);
        script.peer(SYN, 0, 0).from(new Endpoint(Ipv4Address.of(224, 0, 0, 5), 80)).arrive();
        script.peer(SYN, 0, 0).from(new Endpoint(Ipv4Address.BROADCAST, 80)).arrive();
        script.peer(SYN, 0, 0).from(new Endpoint(Ipv4Address.ANY, 80)).arrive();
        script.peer(SYN, 0, 0).to(new Endpoint(Ipv4Address.BROADCAST, 5000)).arrive();
        script.peer(SYN, 0, 0).to(new Endpoint(Ipv4Address.of(239, 1, 1, 1), 5000)).arrive();
        script.expectNothing();
    }

    @Test
    @DisplayName(
            "PROTOCOLS 40: RFC 7323 2.2/2.3: the scale stands on SYN only, the window of SYN is not scaled, shift <= 14")
    void windowScale() {
        TcpConnection c = script.tcp.connect(US, PEER, script.now);
        TcpScript.Sent syn = script.sent.remove();
        script.iss = syn.header().sequence();
        assertEquals(65535, syn.header().window());
        assertEquals(5, syn.header().options().windowShift());
        script.peer(SYN | ACK, 0, 1).mss(MSS).shift(15).window(1000).arrive();
        assertEquals(1000, c.snd.window());
        TcpScript.Sent ack = script.expect(ACK, 1, 1, 0);
        assertEquals(-1, ack.header().options().windowShift());
        assertEquals(TcpParameters.DEFAULT.receiveBuffer() >> 5, ack.header().window());
        script.peer(ACK, 1, 1).window(2).arrive();
        assertEquals(2 << 14, c.snd.window());
    }

    @Test
    @DisplayName("PROTOCOLS 40: RFC 7323 2.2: neither side scales unless both offer it")
    void noWindowScale() {
        TcpConnection c = script.connecting();
        script.peer(SYN | ACK, 0, 1).arrive();
        assertEquals(65535, script.expect(ACK, 1, 1, 0).header().window());
        script.peer(ACK, 1, 1).window(777).arrive();
        assertEquals(777, c.snd.window());
        Listener listener = script.tcp.listen(new Endpoint(US.address(), 6000), 5);
        script.peer(SYN, 0, 0).to(listener.local()).arrive();
        assertEquals(-1, script.sent.remove().header().options().windowShift());
    }

    @Test
    @DisplayName("A full backlog drops SYN and the last ACK; accepting makes room")
    void backlog() {
        Listener listener = script.tcp.listen(US, 1);
        int[] iss = new int[3];
        for (int i = 0; i < 2; i++) {
            script.peer(SYN, 0, 0).from(new Endpoint(PEER.address(), 100 + i)).arrive();
            iss[i] = script.sent.remove().header().sequence();
        }
        for (int i = 0; i < 2; i++) {
            script.iss = iss[i];
            script.peer(ACK, 1, 1).from(new Endpoint(PEER.address(), 100 + i)).arrive();
        }
        script.peer(SYN, 0, 0).from(new Endpoint(PEER.address(), 102)).arrive();
        script.expectNothing();
        assertNotNull(listener.accept());
        assertNull(listener.accept());
        // The answer to the second one's SYN goes out again, its peer acknowledges again, and now
        // there is room.
        script.pass(1000);
        script.expect(SYN | ACK, 0, 1, 0);
        script.peer(ACK, 1, 1).from(new Endpoint(PEER.address(), 101)).arrive();
        assertNotNull(listener.accept());
        assertEquals(2, script.tcp.counts().refusedSyns());
    }

    @Test
    @DisplayName("PROTOCOLS 102: RFC 4987: the records of half-open connections are bounded")
    void halfOpenBound() {
        TcpScript flooded =
                new TcpScript(TcpParameters.DEFAULT.withPassive(new TcpParameters.Passive(16, 16)));
        flooded.tcp.listen(US, 5);
        for (int i = 0; i < 1000; i++) {
            flooded.peer(SYN, 0, 0).from(new Endpoint(PEER.address(), 1000 + i)).arrive();
        }
        assertEquals(16, flooded.tcp.counts().connections());
        flooded.pass(200_000);
        assertEquals(0, flooded.tcp.counts().connections());
    }

    @Test
    @DisplayName("A repeated SYN gets the same SYN,ACK again; data with the last ACK is delivered")
    void repeatedSyn() {
        Listener listener = script.tcp.listen(US, 5);
        script.peer(SYN, 0, 0).arrive();
        script.iss = script.sent.element().header().sequence();
        script.expect(SYN | ACK, 0, 1, 0);
        script.peer(SYN, 0, 0).arrive();
        script.expect(SYN | ACK, 0, 1, 0);
        script.peer(ACK, 1, 1).text("hello").arrive();
        TcpConnection c = listener.accept();
        assertNotNull(c);
        assertEquals("hello", script.read(c, 10));
    }

    @Test
    @DisplayName(
            "Data queued before the handshake goes out with its last ACK, then FIN if the user has closed")
    void queuedBeforeEstablished() {
        TcpConnection c = script.connecting();
        assertEquals(5, script.write(c, 5));
        c.shutdownOutput(script.now);
        script.peer(SYN | ACK, 0, 1).mss(MSS).arrive();
        script.expect(ACK | PSH | FIN, 1, 1, 5);
        script.expectNothing();
        assertEquals(TcpState.FIN_WAIT_1, c.state());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 100: RFC 6056: ephemeral ports are random over 32768 to 65535 and never one in use")
    void ephemeralPorts() {
        Endpoint any = new Endpoint(Ipv4Address.ANY, 0);
        java.util.Set<Integer> seen = new java.util.HashSet<>();
        int neighbours = 0;
        int last = 0;
        for (int i = 0; i < 1000; i++) {
            int port = script.tcp.connect(any, PEER, script.now).local().port();
            assertTrue(port >= PortTable.FIRST_EPHEMERAL && seen.add(port));
            neighbours += Math.abs(port - last) <= 1 ? 1 : 0;
            last = port;
        }
        assertTrue(neighbours < 10);
        Endpoint bound = script.tcp.bind(new Endpoint(US.address(), 0));
        assertThrows(
                AddressInUseException.class,
                () -> script.tcp.bind(new Endpoint(Ipv4Address.ANY, bound.port())));
        script.tcp.unbind(bound);
        script.tcp.bind(new Endpoint(Ipv4Address.ANY, bound.port()));
    }

    @Test
    @DisplayName("Without a packet buffer SYN waits for its timer, and text for a retry")
    void noPacketBuffer() {
        TcpConnection c = script.connected();
        script.starved = true;
        script.write(c, 10);
        script.expectNothing();
        script.starved = false;
        script.pass(1);
        script.expect(ACK | PSH, 1, 1, 10);
    }
}
