package dev.morgana.net.ip;

import static dev.morgana.net.Bench.GATEWAY;
import static dev.morgana.net.Bench.OURS;
import static dev.morgana.net.Bench.OUR_MAC;
import static dev.morgana.net.Bench.OUTSIDE;
import static dev.morgana.net.Bench.PEER;
import static dev.morgana.net.Bench.PEER_MAC;
import static dev.morgana.net.Bench.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.net.Bench;
import dev.morgana.net.Counters.Event;
import dev.morgana.net.InterfaceConfiguration;
import dev.morgana.net.udp.UdpSocket;
import dev.morgana.wire.ArpPacket;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.Ipv4Prefix;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.PacketBuffer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ArpTest {
    private static final MacAddress OTHER_MAC = new MacAddress(0x020000000003L);

    private final Bench bench = Bench.fixed();
    private final UdpSocket socket = bench.stack.udp().open(new Endpoint(Ipv4Address.ANY, 1000));

    private void send(Ipv4Address to) {
        socket.send(new byte[] {1}, 0, 1, new Endpoint(to, 7), bench.now);
        bench.poll();
    }

    @Test
    @DisplayName(
            "57: RFC 826 a gateway outside our prefix is learned when we asked for it, and only then")
    void gatewayOutside() {
        Ipv4Address gateway = Ipv4Address.of(169, 254, 1, 1);
        Bench alone =
                Bench.of(
                        InterfaceConfiguration.fixed(new Ipv4Prefix(OURS, 32), gateway, List.of()));
        alone.poll();
        alone.advance(10 * Bench.SECOND);
        alone.arp(ArpPacket.REPLY, PEER_MAC, gateway, OURS);
        while (alone.sentCount() > 0) {
            alone.sent();
        }
        UdpSocket socket = alone.stack.udp().open(new Endpoint(Ipv4Address.ANY, 1000));
        byte[] data = {1};
        socket.send(data, 0, 1, new Endpoint(Bench.OUTSIDE, 7), alone.now);
        alone.poll();
        assertEquals(gateway, alone.sentArp().target());
        alone.arp(ArpPacket.REPLY, PEER_MAC, gateway, OURS);
        assertEquals(Ipv4Header.UDP, Ipv4Header.protocol(alone.sentPacket()));
        alone.assertNoLeak();
    }

    @Test
    @DisplayName("57: RFC 826 a request for our address is answered, one for another is not")
    void answers() {
        bench.arp(ArpPacket.REQUEST, PEER_MAC, PEER, OURS);
        assertEquals(
                new ArpPacket(ArpPacket.REPLY, OUR_MAC, OURS, PEER_MAC, PEER), bench.sentArp());
        bench.arp(ArpPacket.REQUEST, PEER_MAC, PEER, GATEWAY);
        bench.assertSilent();
        bench.arp(ArpPacket.REPLY, PEER_MAC, PEER, OURS);
        bench.assertSilent();
        bench.assertNoLeak();
    }

    @Test
    @DisplayName("57: RFC 826 others' traffic updates a neighbour, but adds none")
    void updatesOnly() {
        bench.arp(ArpPacket.REQUEST, PEER_MAC, PEER, GATEWAY);
        send(PEER);
        assertEquals(PEER, bench.sentArp().target());
        bench.arp(ArpPacket.REPLY, PEER_MAC, PEER, OURS);
        assertEquals(PEER_MAC, destination(bench.sent()));
        bench.arp(ArpPacket.REQUEST, OTHER_MAC, PEER, GATEWAY);
        send(PEER);
        assertEquals(OTHER_MAC, destination(bench.sent()));
    }

    private static MacAddress destination(PacketBuffer frame) {
        assertNotNull(frame);
        return EthernetHeader.parse(frame).destination();
    }

    @Test
    @DisplayName("RFC 826: impossible senders are not believed")
    void implausible() {
        bench.arp(ArpPacket.REQUEST, MacAddress.BROADCAST, PEER, OURS);
        bench.assertSilent();
        bench.arp(ArpPacket.REQUEST, PEER_MAC, OUTSIDE, OURS);
        assertEquals(OUTSIDE, bench.sentArp().target());
        send(PEER);
        assertEquals(ArpPacket.REQUEST, bench.sentArp().operation());
        bench.assertSilent();
    }

    @Test
    @DisplayName("56: RFC 1122 2.3.2.1 at most one request per second, and three in all")
    void requestRate() {
        for (int i = 0; i < 10; i++) {
            send(PEER);
        }
        assertEquals(1, bench.sentCount());
        bench.advance(SECOND - 1);
        assertEquals(1, bench.sentCount());
        bench.advance(1);
        assertEquals(2, bench.sentCount());
        bench.advance(60 * SECOND);
        assertEquals(3, bench.sentCount());
        bench.assertNoLeak();
        send(PEER);
        assertEquals(4, bench.sentCount());
    }

    @Test
    @DisplayName(
            "56: RFC 1122 2.3.2.2 the latest packets wait and are sent when the neighbour answers")
    void latestWait() {
        bench.assertSilent();
        for (int i = 0; i < 8; i++) {
            send(PEER);
        }
        assertEquals(8, bench.pool.inUse());
        bench.sentArp();
        bench.arp(ArpPacket.REPLY, PEER_MAC, PEER, OURS);
        for (int i = 0; i < 8; i++) {
            assertEquals(Ipv4Header.UDP, Ipv4Header.protocol(bench.sentPacket()));
        }
        bench.assertSilent();
        assertEquals(0, bench.stack.counters().value(Event.ARP_UNRESOLVED));
        bench.assertNoLeak();
    }

    @Test
    @DisplayName("56: of more than wait for neighbours the oldest gives way")
    void oldestGivesWay() {
        for (int i = 0; i < 20; i++) {
            send(PEER);
        }
        assertEquals(8, bench.pool.inUse());
        assertEquals(12, bench.stack.counters().value(Event.ARP_UNRESOLVED));
        bench.arp(ArpPacket.REPLY, PEER_MAC, PEER, OURS);
        bench.assertNoLeak();
    }

    @Test
    @DisplayName(
            "56: RFC 1122 2.3.2.1 an entry expires after a minute; one in use is renewed without a stop")
    void expiry() {
        send(PEER);
        bench.sentArp();
        bench.arp(ArpPacket.REPLY, PEER_MAC, PEER, OURS);
        bench.sent();
        bench.advance(50 * SECOND);
        send(PEER);
        PacketBuffer renewal = bench.sent();
        assertEquals(PEER_MAC, destination(renewal));
        assertEquals(EthernetHeader.ARP, EthernetHeader.parse(renewal).type());
        bench.sentPacket();
        bench.advance(11 * SECOND);
        send(PEER);
        assertEquals(PEER, bench.sentArp().target());
        bench.assertSilent();
    }

    @Test
    @DisplayName("RFC 1122 3.3.1: what is outside goes to the gateway's MAC address")
    void gateway() {
        send(OUTSIDE);
        assertEquals(GATEWAY, bench.sentArp().target());
        bench.arp(ArpPacket.REPLY, OTHER_MAC, GATEWAY, OURS);
        PacketBuffer frame = bench.sent();
        assertEquals(OTHER_MAC, destination(frame));
    }

    @Test
    @DisplayName(
            "22, 56: RFC 1122 3.3.1.4 a neighbour in doubt is asked with the next packet, and soon forgotten unless it answers")
    void doubted() {
        bench.arp(ArpPacket.REQUEST, PEER_MAC, PEER, OURS);
        bench.sent();
        bench.advance(SECOND);
        bench.stack.ip().doubt(PEER, bench.now);
        send(PEER);
        assertEquals(PEER_MAC, EthernetHeader.parse(bench.sent()).destination(), "asked");
        assertEquals(PEER_MAC, EthernetHeader.parse(bench.sent()).destination(), "still sent to");
        bench.advance(4 * SECOND);
        send(PEER);
        assertEquals(MacAddress.BROADCAST, EthernetHeader.parse(bench.sent()).destination());
        bench.arp(ArpPacket.REPLY, PEER_MAC, PEER, OURS);
        assertEquals(PEER_MAC, EthernetHeader.parse(bench.sent()).destination());
        bench.assertSilent();
    }

    @Test
    @DisplayName(
            "55: RFC 1122 2.3.2.2 a neighbour that does not answer is reported as host unreachable")
    void unreachable() {
        socket.connect(new Endpoint(PEER, 7));
        send(PEER);
        bench.advance(5 * SECOND);
        IcmpError error = socket.takeError();
        assertNotNull(error);
        assertEquals(3, error.type());
        assertEquals(1, error.code());
        bench.assertNoLeak();
    }

    @Test
    @DisplayName(
            "110: RFC 5227 2.3 the address is announced twice, two seconds apart, and used at once")
    void announced() {
        Bench fresh = Bench.of(Bench.fixedConfiguration());
        fresh.poll();
        ArpPacket announcement =
                new ArpPacket(ArpPacket.REQUEST, OUR_MAC, OURS, MacAddress.ZERO, OURS);
        assertEquals(announcement, fresh.sentArp());
        fresh.arp(ArpPacket.REQUEST, PEER_MAC, PEER, OURS);
        assertEquals(ArpPacket.REPLY, fresh.sentArp().operation());
        fresh.advance(2 * SECOND - 1);
        fresh.assertSilent();
        fresh.advance(1);
        assertEquals(announcement, fresh.sentArp());
        fresh.advance(100 * SECOND);
        fresh.assertSilent();
    }

    @Test
    @DisplayName(
            "110: RFC 5227 2.4 (c) a configured address is defended, at most every ten seconds")
    void defended() {
        bench.arp(ArpPacket.REQUEST, PEER_MAC, OURS, OURS);
        assertEquals(OURS, bench.sentArp().sender());
        bench.arp(ArpPacket.REPLY, PEER_MAC, OURS, PEER);
        bench.assertSilent();
        bench.advance(10 * SECOND);
        bench.arp(ArpPacket.REPLY, PEER_MAC, OURS, PEER);
        assertEquals(OURS, bench.sentArp().sender());
        assertEquals(3, bench.stack.counters().value(Event.ARP_CONFLICTS));
    }

    @Test
    @DisplayName(
            "110: RFC 5227 2.1.1 a probe for our address is answered, though its sender is 0.0.0.0")
    void probed() {
        bench.arp(ArpPacket.REQUEST, PEER_MAC, Ipv4Address.ANY, OURS);
        assertEquals(
                new ArpPacket(ArpPacket.REPLY, OUR_MAC, OURS, PEER_MAC, Ipv4Address.ANY),
                bench.sentArp());
    }

    @Test
    @DisplayName("the table is bounded, and a neighbour in use is not pushed out")
    void bounded() {
        bench.arp(ArpPacket.REPLY, PEER_MAC, PEER, OURS);
        for (int i = 3; i < 250; i++) {
            bench.now++;
            bench.arp(ArpPacket.REPLY, OTHER_MAC, Ipv4Address.of(10, 0, 0, i), OURS);
        }
        ArpCache cache = new ArpCache(8);
        ArpCache.Entry used = Objects.requireNonNull(cache.findOrAdd(-1, 0));
        for (int i = 1; i < 2000; i++) {
            used.used = i;
            cache.findOrAdd(i, i);
        }
        assertEquals(ArpCache.CAPACITY, cache.size());
        assertEquals(used, cache.find(-1));
        assertTrue(cache.find(1999) != null && cache.find(1) == null);
        cache.clear();
        assertEquals(0, cache.size());
    }

    @Test
    @DisplayName(
            "109: packets that wait for neighbours never hold more than an eighth of the buffers")
    void waitingBounded() {
        for (int i = 100; i < 200; i++) {
            send(Ipv4Address.of(10, 0, 0, i));
        }
        assertEquals(bench.pool.limit() / 8, bench.pool.inUse());
        bench.advance(10 * SECOND);
        bench.assertNoLeak();
    }

    @Test
    @DisplayName("a malformed ARP packet is counted and dropped")
    void malformed() {
        PacketBuffer frame = Bench.room();
        frame.append(new byte[27], 0, 27);
        new EthernetHeader(OUR_MAC, PEER_MAC, EthernetHeader.ARP).write(frame);
        bench.frame(frame);
        assertEquals(1, bench.stack.counters().value(Event.ARP_MALFORMED));
        bench.assertSilent();
        bench.assertNoLeak();
    }
}
