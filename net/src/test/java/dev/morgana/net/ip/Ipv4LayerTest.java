package dev.morgana.net.ip;

import static dev.morgana.net.Bench.OURS;
import static dev.morgana.net.Bench.OUR_MAC;
import static dev.morgana.net.Bench.OUTSIDE;
import static dev.morgana.net.Bench.PEER;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.morgana.net.Bench;
import dev.morgana.net.Counters.Event;
import dev.morgana.net.InterfaceConfiguration;
import dev.morgana.net.tcp.TcpConnection;
import dev.morgana.net.tcp.TcpFailure;
import dev.morgana.net.tcp.TcpState;
import dev.morgana.net.udp.Datagram;
import dev.morgana.net.udp.SendResult;
import dev.morgana.net.udp.UdpSocket;
import dev.morgana.wire.Bytes;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.Icmpv4Message;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.Ipv4Prefix;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.Octets;
import dev.morgana.wire.PacketBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class Ipv4LayerTest {
    private static final byte[] DATA = {1, 2, 3};

    private final Bench bench = Bench.withPeer();
    private final UdpSocket socket = bench.stack.udp().open(new Endpoint(Ipv4Address.ANY, 1000));

    private long count(Event event) {
        return bench.stack.counters().value(event);
    }

    private void assertReceived(boolean expected) {
        Datagram datagram = socket.receive();
        assertEquals(expected, datagram != null);
        if (datagram != null) {
            datagram.release();
        }
        bench.assertNoLeak();
    }

    private static PacketBuffer datagram(Ipv4Address from, Ipv4Address to) {
        return Bench.udp(from, 7, to, 1000, DATA);
    }

    @Test
    @DisplayName(
            "46: RFC 1122 3.2.1.1/2 a packet with wrong version, length or checksum is dropped and counted")
    void malformed() {
        for (int index : new int[] {0, 2, 3, 10}) {
            PacketBuffer packet = datagram(PEER, OURS);
            packet.array()[packet.start() + index] ^= 0x11;
            bench.packet(packet, OUR_MAC);
            assertReceived(false);
        }
        PacketBuffer cut = datagram(PEER, OURS);
        cut.trim(cut.length() - 1);
        bench.packet(cut, OUR_MAC);
        assertReceived(false);
        assertEquals(5, count(Event.IPV4_MALFORMED));
    }

    @Test
    @DisplayName(
            "46: a card can put segments of TCP together, but no datagrams, echoes or fragments")
    void wronglyMerged() {
        PacketBuffer echo = Bench.room();
        Icmpv4Message.prepend(echo, Icmpv4Message.ECHO_REQUEST, 0, 7);
        Ipv4Header.atomic(64, Ipv4Header.ICMP, PEER, OURS).write(echo);
        PacketBuffer fragment = Bench.room();
        fragment.append(new byte[8], 0, 8);
        int more = Ipv4Header.MORE_FRAGMENTS;
        new Ipv4Header(0, 1, more, 0, 64, Ipv4Header.TCP, PEER, OURS, Octets.NONE).write(fragment);
        for (PacketBuffer packet : List.of(datagram(PEER, OURS), echo, fragment)) {
            new EthernetHeader(OUR_MAC, Bench.PEER_MAC, EthernetHeader.IPV4).write(packet);
            packet.segmentSize(4);
            bench.stack.input(packet, bench.now);
            bench.poll();
            assertReceived(false);
        }
        assertEquals(3, count(Event.IPV4_MALFORMED));
        bench.assertSilent();
    }

    @Test
    @DisplayName("46: RFC 894 padding behind the packet is cut off")
    void padding() {
        PacketBuffer packet = datagram(PEER, OURS);
        packet.append(new byte[15], 0, 15);
        bench.packet(packet, OUR_MAC);
        Datagram received = socket.receive();
        assertNotNull(received);
        assertArrayEquals(DATA, received.payload().toByteArray());
        received.release();
    }

    @Test
    @DisplayName("47: RFC 1122 3.2.1.3 packets to other addresses, cards and groups are dropped")
    void notForUs() {
        bench.packet(datagram(PEER, OUTSIDE), OUR_MAC);
        bench.packet(datagram(PEER, Ipv4Address.LOOPBACK), OUR_MAC);
        bench.packet(datagram(PEER, Ipv4Address.of(224, 0, 0, 1)), OUR_MAC);
        bench.packet(datagram(PEER, Ipv4Address.ANY), OUR_MAC);
        assertEquals(4, count(Event.IPV4_NOT_FOR_US));
        bench.packet(datagram(PEER, OURS), new MacAddress(0x020000000009L));
        assertEquals(1, count(Event.ETHERNET_NOT_FOR_US));
        assertReceived(false);
        bench.assertSilent();
    }

    @Test
    @DisplayName(
            "47: RFC 1122 3.2.1.3 packets from groups, loopback, 0.0.0.0 and ourselves are dropped")
    void badSource() {
        List<Ipv4Address> sources =
                List.of(
                        Ipv4Address.ANY,
                        Ipv4Address.BROADCAST,
                        Ipv4Address.LOOPBACK,
                        Ipv4Address.of(224, 0, 0, 1),
                        Ipv4Address.of(240, 0, 0, 1),
                        Ipv4Address.of(10, 0, 0, 255),
                        OURS);
        for (Ipv4Address source : sources) {
            bench.packet(datagram(source, OURS), OUR_MAC);
            assertReceived(false);
        }
        assertEquals(sources.size(), count(Event.IPV4_BAD_SOURCE));
        bench.assertSilent();
    }

    @Test
    @DisplayName(
            "47: RFC 1122 3.3.6 broadcasts are received; a packet to us in a frame to all is not")
    void broadcast() {
        bench.packet(datagram(PEER, Ipv4Address.BROADCAST), MacAddress.BROADCAST);
        assertReceived(true);
        bench.packet(datagram(PEER, Ipv4Address.of(10, 0, 0, 255)), MacAddress.BROADCAST);
        assertReceived(true);
        bench.packet(datagram(PEER, OURS), MacAddress.BROADCAST);
        assertReceived(false);
    }

    @Test
    @DisplayName(
            "48: RFC 1122 3.2.1.7 a packet that arrives with TTL 1 or 0 is received; we send 64")
    void timeToLive() {
        for (int ttl : new int[] {0, 1}) {
            PacketBuffer packet = datagram(PEER, OURS);
            packet.array()[packet.start() + 8] = (byte) ttl;
            Ipv4Header.finish(packet, 20);
            bench.packet(packet, OUR_MAC);
            assertReceived(true);
        }
        assertEquals(SendResult.SENT, send(PEER, 1));
        assertEquals(64, Ipv4Header.parse(bench.sentPacket()).ttl());
    }

    @Test
    @DisplayName("48: RFC 1122 3.2.1.7 nobody can ask for TTL 0: not a transport, not a ping")
    void neverZero() {
        for (int hops : new int[] {-1, 0, 256}) {
            assertThrows(IllegalArgumentException.class, () -> IpService.UDP.withTimeToLive(hops));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> bench.stack.ip().ask(PEER, null, hops, bench.now));
        }
        bench.poll();
        bench.assertSilent();
        bench.assertNoLeak();
    }

    @Test
    @DisplayName(
            "29: RFC 9293 3.9.1.1 MUST-46: a connection to all hosts of the network, or to a group, is refused without a frame")
    void connectionToAll() {
        for (Ipv4Address group :
                List.of(
                        Ipv4Address.of(10, 0, 0, 255),
                        Ipv4Address.BROADCAST,
                        Ipv4Address.of(224, 0, 0, 1))) {
            Endpoint any = new Endpoint(Ipv4Address.ANY, 0);
            TcpConnection refused =
                    bench.stack.tcp().connect(any, new Endpoint(group, 80), bench.now);
            bench.poll();
            assertEquals(TcpState.CLOSED, refused.state());
            assertEquals(new TcpFailure.Unreachable(0), refused.failure());
            bench.assertSilent();
        }
        bench.assertNoLeak();
    }

    private SendResult send(Ipv4Address to, int size) {
        SendResult result = socket.send(new byte[size], 0, size, new Endpoint(to, 7), bench.now);
        bench.poll();
        return result;
    }

    @Test
    @DisplayName(
            "32, 49: RFC 1122 3.2.1.8 unknown options are passed over, a source route is not followed")
    void options() {
        assertEquals(0, received(Octets.of(0x44, 4, 5, 0, 0x9e, 4, 1, 2)));
        assertEquals(1, received(Octets.of(0x83, 7, 4, 10, 0, 0, 3, 0)));
        assertEquals(1, count(Event.IPV4_SOURCE_ROUTED));
        bench.assertSilent();
    }

    /// Datagrams dropped, of one with these IP options.
    private int received(Octets options) {
        PacketBuffer packet = datagram(PEER, OURS);
        packet.consume(20);
        new Ipv4Header(0, 0, 0, 0, 64, Ipv4Header.UDP, PEER, OURS, options).write(packet);
        bench.packet(packet, OUR_MAC);
        Datagram datagram = socket.receive();
        if (datagram == null) {
            return 1;
        }
        datagram.release();
        return 0;
    }

    @Test
    @DisplayName(
            "52: RFC 6864 4.1 what is not fragmented is atomic: DF set; fragments share an identification that moves on")
    void identification() {
        send(PEER, 1);
        Ipv4Header atomic = Ipv4Header.parse(bench.sentPacket());
        assertEquals(Ipv4Header.DONT_FRAGMENT, atomic.flags());
        send(PEER, 3000);
        int first = Ipv4Header.parse(bench.sentPacket()).identification();
        assertEquals(first, Ipv4Header.parse(bench.sentPacket()).identification());
        Ipv4Header last = Ipv4Header.parse(bench.sentPacket());
        assertEquals(first, last.identification());
        assertEquals(0, last.flags());
        send(PEER, 3000);
        assertEquals((first + 1) & 0xffff, Ipv4Header.parse(bench.sentPacket()).identification());
        bench.assertNoLeak();
    }

    @Test
    @DisplayName(
            "52: RFC 6864 4.3 between two hosts no identification comes again before all others have")
    void uniqueIdentifications() {
        Identifications identifications = new Identifications(new Random(1)::nextLong);
        BitSet used = new BitSet();
        for (int i = 0; i < 65_536; i++) {
            used.set(identifications.next(PEER.bits()));
        }
        assertEquals(65_536, used.cardinality());
    }

    @Test
    @DisplayName(
            "RFC 919: a datagram to all goes out in a frame to all, one to a group to the group's MAC address")
    void groups() {
        send(Ipv4Address.BROADCAST, 1);
        assertEquals(MacAddress.BROADCAST, EthernetHeader.parse(bench.sent()).destination());
        send(Ipv4Address.of(10, 0, 0, 255), 1);
        assertEquals(MacAddress.BROADCAST, EthernetHeader.parse(bench.sent()).destination());
        send(Ipv4Address.of(239, 129, 2, 3), 1);
        assertEquals(
                new MacAddress(0x01005e010203L), EthernetHeader.parse(bench.sent()).destination());
    }

    @Test
    @DisplayName("RFC 1122 3.2.1.3 (g): 127.0.0.0/8 and our own address stay inside")
    void inside() {
        for (Ipv4Address to : List.of(Ipv4Address.of(127, 9, 9, 9), OURS)) {
            assertEquals(SendResult.SENT, sendInside(to));
            Datagram received = socket.receive();
            assertNotNull(received);
            assertEquals(to, received.destination());
            assertEquals(1000, received.sourcePort());
            received.release();
        }
        bench.assertSilent();
        bench.assertNoLeak();
    }

    private SendResult sendInside(Ipv4Address to) {
        SendResult result = socket.send(DATA, 0, 3, new Endpoint(to, 1000), bench.now);
        assertNull(socket.receive(), "not from within send");
        bench.poll();
        return result;
    }

    @Test
    @DisplayName("the queue of what stays inside is bounded")
    void insideBounded() {
        for (int i = 0; i < 1000; i++) {
            socket.send(DATA, 0, 3, new Endpoint(OURS, 1000), bench.now);
        }
        assertEquals(64, bench.pool.inUse());
        bench.poll();
        socket.close();
        bench.assertNoLeak();
    }

    @Test
    @DisplayName("55: without a route nothing is sent, and the sender is told")
    void noRoute() {
        Bench island =
                Bench.of(InterfaceConfiguration.fixed(new Ipv4Prefix(OURS, 24), null, List.of()));
        UdpSocket other = island.stack.udp().open(new Endpoint(Ipv4Address.ANY, 0));
        assertEquals(SendResult.NO_ROUTE, other.send(DATA, 0, 3, new Endpoint(OUTSIDE, 7), 0));
        assertNull(island.stack.ip().sourceFor(OUTSIDE));
        assertEquals(OURS, island.stack.ip().sourceFor(PEER));
        assertEquals(OURS, island.stack.ip().sourceFor(OURS));
        assertEquals(
                Ipv4Address.LOOPBACK, island.stack.ip().sourceFor(Ipv4Address.of(127, 0, 0, 5)));
        island.assertNoLeak();
    }

    @Test
    @DisplayName("routes: the longest prefix decides, of equals the first")
    void routes() {
        RouteTable table =
                new RouteTable(
                        List.of(
                                RouteTable.Route.toAll(Ipv4Address.of(1, 1, 1, 1)),
                                RouteTable.Route.onLink(Ipv4Prefix.parse("10.0.0.1/24")),
                                RouteTable.Route.toAll(Ipv4Address.of(2, 2, 2, 2)),
                                new RouteTable.Route(Ipv4Prefix.parse("10.0.0.128/25"), PEER)));
        assertEquals(PEER.bits(), table.nextHop(0x0a000081));
        assertEquals(0x0a000005, table.nextHop(0x0a000005));
        assertEquals(0x01010101, table.nextHop(0x0b000005));
        assertEquals(RouteTable.NONE, RouteTable.EMPTY.nextHop(5));
        assertEquals(4, table.routes().size());
    }

    @Test
    @DisplayName(
            "106: RFC 1122 3.2.2.1 a protocol that nobody speaks is answered with protocol unreachable")
    void unknownProtocol() {
        bench.packet(Ipv4Header.atomic(64, 99, PEER, OURS), DATA);
        var message = bench.sentIcmp();
        assertEquals(3, message.type());
        assertEquals(2, message.code());
        assertEquals(23, message.body().length());
        assertEquals(99, message.body().u8(9));
        assertEquals(1, Bytes.u8(message.body().toByteArray(), 20));
        bench.assertNoLeak();
    }
}
