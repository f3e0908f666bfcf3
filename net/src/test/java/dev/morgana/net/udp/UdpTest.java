package dev.morgana.net.udp;

import static dev.morgana.net.Bench.OURS;
import static dev.morgana.net.Bench.OUR_MAC;
import static dev.morgana.net.Bench.PEER;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.net.Bench;
import dev.morgana.net.Counters.Event;
import dev.morgana.net.ip.IpService;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Icmpv4Message;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.UdpHeader;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UdpTest {
    private final Bench bench = Bench.withPeer();
    private final UdpLayer udp = bench.stack.udp();

    private UdpSocket open(Ipv4Address address, int port) {
        return udp.open(new Endpoint(address, port));
    }

    private static Datagram present(@Nullable Datagram datagram) {
        assertNotNull(datagram);
        return datagram;
    }

    private boolean received(UdpSocket socket) {
        Datagram datagram = socket.receive();
        if (datagram == null) {
            return false;
        }
        datagram.release();
        return true;
    }

    @Test
    @DisplayName(
            "31: RFC 1112 6.1 datagrams to a group stay on the link unless told otherwise; DSCP is the user's")
    void service() {
        Bench there = Bench.withPeer();
        UdpSocket socket = there.stack.udp().open(new Endpoint(Ipv4Address.ANY, 1000));
        Endpoint group = new Endpoint(Ipv4Address.of(239, 1, 2, 3), 9);
        socket.send(new byte[1], 0, 1, group, there.now);
        assertEquals(1, Ipv4Header.parse(there.sentPacket()).ttl());
        IpService expedited = IpService.UDP.withTrafficClass(0xb8);
        socket.service(expedited, expedited.withTimeToLive(5));
        socket.send(new byte[1], 0, 1, group, there.now);
        assertEquals(5, Ipv4Header.parse(there.sentPacket()).ttl());
        socket.send(new byte[1], 0, 1, new Endpoint(Bench.PEER, 9), there.now);
        Ipv4Header header = Ipv4Header.parse(there.sentPacket());
        assertEquals(64, header.ttl());
        assertEquals(0xb8, header.trafficClass());
    }

    @Test
    @DisplayName(
            "RFC 768: a datagram goes out with right ports and checksum, and one comes in with its data and sender")
    void bothWays() {
        UdpSocket socket = open(Ipv4Address.ANY, 1000);
        byte[] data = {9, 8, 7, 6};
        assertEquals(SendResult.SENT, socket.send(data, 1, 3, new Endpoint(PEER, 7), bench.now));
        PacketBuffer packet = bench.sentPacket();
        packet.consume(Ipv4Header.check(packet));
        assertEquals(new UdpHeader(1000, 7), UdpHeader.parse(packet, OURS.bits(), PEER.bits()));
        assertEquals(11, packet.length());
        bench.datagram(PEER, 7, OURS, 1000, data);
        assertTrue(socket.readable());
        Datagram datagram = present(socket.receive());
        assertArrayEquals(data, datagram.payload().toByteArray());
        assertEquals(PEER, datagram.sourceAddress());
        assertEquals(7, datagram.sourcePort());
        assertEquals(OURS, datagram.destination());
        datagram.release();
        assertThrows(IllegalStateException.class, datagram::release);
        bench.assertNoLeak();
    }

    @Test
    @DisplayName(
            "58: RFC 1122 4.1.3.4 a datagram with a wrong checksum is dropped; one without is taken")
    void checksum() {
        UdpSocket socket = open(Ipv4Address.ANY, 1000);
        PacketBuffer wrong = Bench.udp(PEER, 7, OURS, 1000, new byte[4]);
        wrong.array()[wrong.start() + 26] ^= 1;
        bench.packet(wrong, OUR_MAC);
        assertNull(socket.receive());
        assertEquals(1, bench.stack.counters().value(Event.UDP_MALFORMED));
        PacketBuffer none = Bench.udp(PEER, 7, OURS, 1000, new byte[4]);
        none.array()[none.start() + 26] = 0;
        none.array()[none.start() + 27] = 0;
        bench.packet(none, OUR_MAC);
        assertTrue(received(socket));
        bench.assertNoLeak();
    }

    @Test
    @DisplayName("59: RFC 768 a length below 8 or beyond the packet is dropped without an answer")
    void length() {
        for (int length : new int[] {7, 13}) {
            PacketBuffer packet = Bench.udp(PEER, 7, OURS, 1000, new byte[4]);
            packet.array()[packet.start() + 25] = (byte) length;
            bench.packet(packet, OUR_MAC);
        }
        assertEquals(2, bench.stack.counters().value(Event.UDP_MALFORMED));
        bench.assertSilent();
        bench.assertNoLeak();
    }

    @Test
    @DisplayName("the best match gets a datagram: exact address before any, peer before none")
    void demultiplexing() {
        UdpSocket any = open(Ipv4Address.ANY, 1000);
        assertThrows(PortInUseException.class, () -> open(Ipv4Address.ANY, 1000));
        assertThrows(PortInUseException.class, () -> open(OURS, 1000));
        any.close();
        UdpSocket exact = open(OURS, 1000);
        UdpSocket loopback = open(Ipv4Address.LOOPBACK, 1000);
        bench.datagram(PEER, 7, OURS, 1000, new byte[1]);
        assertTrue(received(exact));
        assertNull(loopback.receive());
        exact.connect(new Endpoint(PEER, 8));
        bench.datagram(PEER, 7, OURS, 1000, new byte[1]);
        assertNull(exact.receive());
        assertEquals(Icmpv4Message.PORT, bench.sentIcmp().code());
        exact.connect(null);
        bench.datagram(PEER, 7, OURS, 1000, new byte[1]);
        assertTrue(received(exact));
    }

    @Test
    @DisplayName("100: RFC 6056 ephemeral ports are random over 16 k, and run out honestly")
    void ephemeral() {
        Set<Integer> ports = new HashSet<>();
        int rises = 0;
        int before = 0;
        for (int i = 0; i < 16_384; i++) {
            int port = open(Ipv4Address.ANY, 0).local().port();
            assertTrue(port >= 49_152);
            assertTrue(ports.add(port));
            rises += port == before + 1 ? 1 : 0;
            before = port;
        }
        assertTrue(rises < 16_384 / 2, "successive ports: " + rises);
        assertThrows(PortInUseException.class, () -> open(Ipv4Address.ANY, 0));
    }

    @Test
    @DisplayName(
            "queues are bounded, each and all together; what is dropped is counted; close gives back")
    void bounded() {
        UdpSocket socket = open(Ipv4Address.ANY, 1000);
        for (int i = 0; i < 100; i++) {
            bench.now++;
            PacketBuffer buffer = bench.pool.take();
            if (buffer == null) {
                break;
            }
            buffer.release();
            bench.datagram(PEER, 7, OURS, 1000, new byte[1]);
        }
        assertTrue(bench.pool.inUse() <= UdpSocket.QUEUE_LIMIT);
        socket.close();
        socket.close();
        bench.assertNoLeak();
        UdpSocket again = open(Ipv4Address.ANY, 1000);
        bench.datagram(PEER, 7, OURS, 1000, new byte[1]);
        assertTrue(received(again));
    }

    @Test
    @DisplayName(
            "RFC 768: 65507 octets are sent in fragments, more are refused, and no buffer is no exception")
    void sizes() {
        UdpSocket socket = open(Ipv4Address.ANY, 1000);
        Endpoint self = new Endpoint(OURS, 1000);
        byte[] large = new byte[65_508];
        assertEquals(SendResult.TOO_LONG, socket.send(large, 0, 65_508, self, bench.now));
        assertEquals(SendResult.SENT, socket.send(large, 0, 65_507, self, bench.now));
        bench.poll();
        Datagram datagram = present(socket.receive());
        assertEquals(65_507, datagram.payload().length());
        datagram.release();
        assertEquals(
                SendResult.SENT, socket.send(large, 0, 65_507, new Endpoint(PEER, 7), bench.now));
        assertEquals(45, bench.sentCount());
        bench.assertNoLeak();
        while (bench.pool.take() != null) {
            // all taken
        }
        assertEquals(SendResult.NO_BUFFER, socket.send(large, 0, 1, self, bench.now));
    }

    @Test
    @DisplayName("106: a datagram to a closed port of our own comes back as an error, inside")
    void refusedInside() {
        UdpSocket socket = open(Ipv4Address.ANY, 1000);
        Endpoint closed = new Endpoint(Ipv4Address.LOOPBACK, 9);
        socket.connect(closed);
        socket.send(new byte[1], 0, 1, closed, bench.now);
        bench.poll();
        var error = socket.takeError();
        assertNotNull(error);
        assertEquals(Icmpv4Message.PORT, error.code());
        bench.assertSilent();
        bench.assertNoLeak();
    }
}
