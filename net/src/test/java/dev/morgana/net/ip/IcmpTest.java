package dev.morgana.net.ip;

import static dev.morgana.net.Bench.OURS;
import static dev.morgana.net.Bench.OUR_MAC;
import static dev.morgana.net.Bench.PEER;
import static dev.morgana.net.Bench.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.net.Bench;
import dev.morgana.net.Counters.Event;
import dev.morgana.net.udp.UdpSocket;
import dev.morgana.wire.ArpPacket;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Icmpv4Message;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.Octets;
import dev.morgana.wire.PacketBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IcmpTest {
    private final Bench bench = Bench.withPeer();

    private long count(Event event) {
        return bench.stack.counters().value(event);
    }

    private static Icmpv4Message echo(int size) {
        return new Icmpv4Message(
                Icmpv4Message.ECHO_REQUEST, 0, 0x12340007, Octets.copyOf(new byte[size]));
    }

    @Test
    @DisplayName("54: RFC 1122 3.2.2.6 an echo request is answered with its data")
    void echoReply() {
        bench.icmp(echo(56));
        Icmpv4Message reply = bench.sentIcmp();
        assertEquals(new Icmpv4Message(0, 0, 0x12340007, echo(56).body()), reply);
        bench.assertSilent();
        bench.assertNoLeak();
    }

    @Test
    @DisplayName("54: RFC 1122 3.2.2.6 an echo request to a broadcast address is not answered")
    void echoToAll() {
        PacketBuffer packet = Bench.room();
        echo(8).write(packet);
        Ipv4Header.atomic(64, Ipv4Header.ICMP, PEER, Ipv4Address.BROADCAST).write(packet);
        bench.packet(packet, MacAddress.BROADCAST);
        bench.assertSilent();
        bench.assertNoLeak();
    }

    @Test
    @DisplayName("54: RFC 792 an echo request with a wrong checksum is dropped")
    void wrongChecksum() {
        PacketBuffer packet = Bench.room();
        echo(8).write(packet);
        packet.array()[packet.end() - 1] ^= 1;
        Ipv4Header.atomic(64, Ipv4Header.ICMP, PEER, OURS).write(packet);
        bench.packet(packet, OUR_MAC);
        bench.assertSilent();
        assertEquals(1, count(Event.ICMP_MALFORMED));
    }

    private EchoRequest ask(Ipv4Address destination, int timeToLive) {
        return bench.stack.ip().ask(destination, null, timeToLive, bench.now);
    }

    @Test
    @DisplayName("RFC 1122 3.2.2.6 the reply to an echo request of ours reaches who asked, once")
    void asks() {
        EchoRequest request = ask(PEER, 9);
        Icmpv4Message question = bench.sentIcmp();
        assertEquals(Icmpv4Message.ECHO_REQUEST, question.type());
        bench.icmp(
                new Icmpv4Message(Icmpv4Message.ECHO_REPLY, 0, question.rest() + 1, Octets.NONE));
        assertFalse(request.isAnswered());
        Icmpv4Message reply =
                new Icmpv4Message(Icmpv4Message.ECHO_REPLY, 0, question.rest(), Octets.NONE);
        bench.icmp(reply);
        assertTrue(request.isAnswered());
        bench.stack.ip().forget(request);
        bench.icmp(reply);
        assertEquals(2, count(Event.ICMP_IGNORED));
        bench.assertSilent();
        bench.assertNoLeak();
    }

    @Test
    @DisplayName(
            "RFC 792 an echo request to ourselves is answered inside, one without a route is not sent")
    void asksNearby() {
        for (Ipv4Address here : new Ipv4Address[] {OURS, Ipv4Address.LOOPBACK}) {
            EchoRequest request = ask(here, 64);
            bench.advance(0);
            assertTrue(request.isAnswered(), here.toString());
        }
        assertFalse(ask(Ipv4Address.ANY, 64).isAnswered());
        bench.assertSilent();
        bench.assertNoLeak();
    }

    private void toClosedPort(int size) {
        bench.datagram(PEER, 7, OURS, 9, new byte[size]);
    }

    @Test
    @DisplayName(
            "106: RFC 1122 4.1.3.1 a datagram to a closed port is answered, quoting up to 576 octets in all")
    void portUnreachable() {
        toClosedPort(4);
        Icmpv4Message message = bench.sentIcmp();
        assertEquals(Icmpv4Message.UNREACHABLE, message.type());
        assertEquals(Icmpv4Message.PORT, message.code());
        assertEquals(32, message.body().length());
        assertEquals(9, message.body().u16(22));
        toClosedPort(1400);
        assertEquals(548, bench.sentIcmp().body().length());
        bench.assertNoLeak();
    }

    @Test
    @DisplayName(
            "53: RFC 1122 3.2.2 no error about an ICMP error, a broadcast, a group frame or an impossible source")
    void noError() {
        bench.datagram(PEER, 7, Ipv4Address.BROADCAST, 9, new byte[4]);
        bench.packet(Bench.udp(PEER, 7, OURS, 9, new byte[4]), MacAddress.BROADCAST);
        bench.packet(Bench.udp(Ipv4Address.LOOPBACK, 7, OURS, 9, new byte[4]), OUR_MAC);
        bench.icmp(new Icmpv4Message(Icmpv4Message.UNREACHABLE, 3, 0, Octets.copyOf(new byte[28])));
        bench.icmp(new Icmpv4Message(42, 0, 0, Octets.NONE));
        bench.assertSilent();
        bench.assertNoLeak();
    }

    @Test
    @DisplayName("53: RFC 1122 3.2.2 no error about any but the first fragment")
    void laterFragment() {
        Ipv4Header later = new Ipv4Header(0, 1, 0, 100, 64, 99, PEER, OURS, Octets.NONE);
        bench.packet(later, new byte[8]);
        bench.advance(100 * SECOND);
        bench.assertSilent();
        bench.assertNoLeak();
    }

    @Test
    @DisplayName(
            "106: RFC 1812 4.3.2.8 errors are limited in rate, by a limit that cannot be counted from outside")
    void rate() {
        for (int i = 0; i < 1000; i++) {
            toClosedPort(4);
        }
        int sent = bench.sentCount();
        assertTrue(sent >= ErrorBudget.BURST / 2 && sent < ErrorBudget.BURST, "sent " + sent);
        assertEquals(1000 - sent, count(Event.ICMP_ERRORS_SUPPRESSED));
        bench.advance(SECOND);
        bench.arp(ArpPacket.REPLY, Bench.PEER_MAC, PEER, OURS);
        toClosedPort(4);
        assertEquals(sent + 1, bench.sentCount());
        bench.assertNoLeak();
    }

    private UdpSocket connected() {
        UdpSocket socket = bench.stack.udp().open(new Endpoint(Ipv4Address.ANY, 1000));
        Endpoint to = new Endpoint(PEER, 9);
        socket.connect(to);
        socket.send(new byte[1200], 0, 1200, to, bench.now);
        return socket;
    }

    /// The neighbour answers the packet that we sent with an error.
    private void answer(int type, int code, int rest) {
        PacketBuffer quoted = bench.sentPacket();
        bench.icmp(
                new Icmpv4Message(
                        type, code, rest, Octets.copyOf(quoted.array(), quoted.start(), 28)));
    }

    @Test
    @DisplayName("55: RFC 1122 3.2.2.1, 4.1.3.3 the error reaches the socket that sent the packet")
    void reported() {
        UdpSocket socket = connected();
        int[] changes = {0};
        socket.watcher(() -> changes[0]++);
        answer(Icmpv4Message.UNREACHABLE, Icmpv4Message.PORT, 0);
        IcmpError error = socket.takeError();
        assertNotNull(error);
        assertEquals(new Endpoint(OURS, 1000), error.local());
        assertEquals(new Endpoint(PEER, 9), error.remote());
        assertEquals(Icmpv4Message.PORT, error.code());
        assertEquals(1, changes[0]);
        assertNull(socket.takeError());
        bench.assertNoLeak();
    }

    @Test
    @DisplayName("55: an error about a packet that is not ours, or quotes too little, is dropped")
    void forged() {
        UdpSocket socket = connected();
        PacketBuffer quoted = bench.sentPacket();
        quoted.array()[quoted.start() + 15]++;
        bench.icmp(new Icmpv4Message(3, 3, 0, Octets.copyOf(quoted.array(), quoted.start(), 28)));
        bench.icmp(new Icmpv4Message(3, 3, 0, Octets.copyOf(quoted.array(), quoted.start(), 27)));
        assertNull(socket.takeError());
        assertEquals(2, count(Event.ICMP_MALFORMED));
    }

    @Test
    @DisplayName("44: RFC 1191 3 fragmentation needed lowers the path's MTU for ten minutes")
    void pathMtu() {
        connected();
        answer(Icmpv4Message.UNREACHABLE, Icmpv4Message.FRAGMENTATION_NEEDED, 1000);
        assertEquals(1000, bench.stack.ip().mtu(PEER));
        assertEquals(1500, bench.stack.ip().mtu(Bench.GATEWAY));
        bench.advance(601 * SECOND);
        assertEquals(1500, bench.stack.ip().mtu(PEER));
    }

    @Test
    @DisplayName(
            "44: RFC 1191 3 an MTU below 552 is not believed in, but packets go without DF from then on")
    void absurdPathMtu() {
        UdpSocket socket = connected();
        answer(Icmpv4Message.UNREACHABLE, Icmpv4Message.FRAGMENTATION_NEEDED, 68);
        assertEquals(552, bench.stack.ip().mtu(PEER));
        socket.send(new byte[524], 0, 524, new Endpoint(PEER, 9), bench.now);
        assertEquals(0, Ipv4Header.parse(bench.sentPacket()).flags());
        bench.assertSilent();
    }

    @Test
    @DisplayName(
            "52, 54: RFC 6864 4.3 answers of ICMP may be divided on their way: no DF, and numbered")
    void divisible() {
        bench.icmp(echo(56));
        Ipv4Header first = Ipv4Header.parse(bench.sentPacket());
        assertEquals(0, first.flags());
        toClosedPort(4);
        Ipv4Header second = Ipv4Header.parse(bench.sentPacket());
        assertEquals(0, second.flags());
        assertEquals((first.identification() + 1) & 0xffff, second.identification());
    }

    @Test
    @DisplayName(
            "44: RFC 1191 5 a router that tells no MTU means the plateau below the packet's size")
    void plateau() {
        assertEquals(1006, PathMtu.fromMessage(0, 1228));
        assertEquals(1492, PathMtu.fromMessage(0, 1500));
        assertEquals(552, PathMtu.fromMessage(0, 60));
        assertEquals(552, PathMtu.fromMessage(1, 1500));
        PathMtu paths = new PathMtu();
        paths.lower(1, 900, 0);
        paths.lower(1, 1200, 1);
        assertEquals(900, paths.of(1, 1500));
        assertEquals(600, paths.of(1, 600));
        assertEquals(PathMtu.LIFETIME, paths.poll(1));
    }

    @Test
    @DisplayName("33: RFC 6633 3 source quench and redirects are silently discarded")
    void discarded() {
        for (int type : new int[] {Icmpv4Message.SOURCE_QUENCH, Icmpv4Message.REDIRECT, 0, 13}) {
            bench.icmp(new Icmpv4Message(type, 0, 0, Octets.copyOf(new byte[28])));
        }
        assertEquals(4, count(Event.ICMP_IGNORED));
        bench.assertSilent();
        bench.assertNoLeak();
    }
}
