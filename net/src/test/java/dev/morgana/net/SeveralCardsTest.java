package dev.morgana.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.net.Counters.Event;
import dev.morgana.net.NetworkInterface.Connected;
import dev.morgana.net.udp.UdpSocket;
import dev.morgana.wire.ArpPacket;
import dev.morgana.wire.DhcpMessage;
import dev.morgana.wire.DhcpOptions;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.Icmpv4Message;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.Ipv4Prefix;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.Octets;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import dev.morgana.wire.UdpHeader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A machine with two cards, in 10.0.0.0/24 and 10.9.0.0/24.
class SeveralCardsTest {
    private static final Ipv4Address FIRST = Ipv4Address.of(10, 0, 0, 1);
    private static final Ipv4Address SECOND = Ipv4Address.of(10, 9, 0, 1);
    private static final Ipv4Address OUTSIDE = Ipv4Address.of(192, 0, 2, 7);
    private static final MacAddress PEER_MAC = new MacAddress(0x020000000099L);

    private final PacketPool pool = new PacketPool(2048, 64);
    private final List<ArrayDeque<byte[]>> sent = List.of(new ArrayDeque<>(), new ArrayDeque<>());

    private static InterfaceConfiguration fixed(Ipv4Address address, int gateway) {
        Ipv4Address router =
                gateway == 0 ? null : new Ipv4Address((address.bits() & ~255) | gateway);
        return InterfaceConfiguration.fixed(new Ipv4Prefix(address, 24), router, List.of());
    }

    private static MacAddress mac(int card) {
        return new MacAddress(0x020000000001L + card);
    }

    /// A stack whose announcements are over.
    private NetworkInterface stack(InterfaceConfiguration... configurations) {
        NetworkInterface stack = unstarted(configurations);
        stack.start(0);
        for (long now = 0; now < 10; now++) {
            stack.poll(now * Bench.SECOND);
        }
        return stack;
    }

    private NetworkInterface unstarted(InterfaceConfiguration... configurations) {
        List<Connected> cards = new ArrayList<>();
        for (int i = 0; i < configurations.length; i++) {
            ArrayDeque<byte[]> out = sent.get(i);
            Outbox outbox =
                    frame -> {
                        out.addLast(frame.toByteArray());
                        frame.release();
                        return true;
                    };
            cards.add(new Connected(new Card(mac(i), 1500, outbox), configurations[i]));
        }
        return NetworkInterface.over(cards, pool, new Random(1)::nextLong);
    }

    private void forget() {
        sent.forEach(ArrayDeque::clear);
    }

    /// The neighbour that the card asks for: its next frame must be such a question.
    private Ipv4Address asked(int card) {
        byte[] octets = sent.get(card).pollFirst();
        assertNotNull(octets, "nothing was sent by card " + card);
        PacketBuffer frame = PacketBuffer.copyOf(octets);
        assertEquals(EthernetHeader.ARP, EthernetHeader.parse(frame).type());
        frame.consume(EthernetHeader.SIZE);
        return ArpPacket.parse(frame).target();
    }

    private static void send(NetworkInterface stack, Ipv4Address from, Ipv4Address to) {
        UdpSocket socket = stack.udp().open(new Endpoint(from, 0));
        socket.send(new byte[4], 0, 4, new Endpoint(to, 9), 20 * Bench.SECOND);
        stack.poll(20 * Bench.SECOND);
        socket.close();
    }

    private void arrive(NetworkInterface stack, int card, PacketBuffer packet, long now) {
        PacketBuffer pooled = pool.take();
        assertNotNull(pooled);
        pooled.append(packet.array(), packet.start(), packet.length());
        stack.input(card, pooled, now);
        stack.poll(now);
    }

    private void echoRequest(NetworkInterface stack, int card, Ipv4Address from, Ipv4Address to) {
        PacketBuffer packet = Bench.room();
        Icmpv4Message.prepend(packet, Icmpv4Message.ECHO_REQUEST, 0, 7);
        Ipv4Header.atomic(64, Ipv4Header.ICMP, from, to).write(packet);
        new EthernetHeader(mac(card), PEER_MAC, EthernetHeader.IPV4).write(packet);
        arrive(stack, card, packet, 20 * Bench.SECOND);
    }

    @Test
    @DisplayName("all who wait for an address are told of it, and nobody who waits no longer")
    void watched() {
        NetworkInterface stack = unstarted(fixed(FIRST, 0));
        int[] told = {0, 0, 0};
        List<Watcher> watchers = List.of(() -> told[0]++, () -> told[1]++, () -> told[2]++);
        watchers.forEach(stack::watch);
        stack.forget(watchers.get(1));
        assertFalse(stack.isSettled(OUTSIDE));
        stack.start(0);
        assertTrue(stack.isSettled(OUTSIDE));
        assertArrayEquals(new int[] {1, 0, 1}, told);
    }

    @Test
    @DisplayName("the prefix of the destination chooses the card, the default route the rest")
    void routes() {
        NetworkInterface stack = stack(fixed(FIRST, 0), fixed(SECOND, 254));
        forget();
        send(stack, Ipv4Address.ANY, Ipv4Address.of(10, 0, 0, 5));
        assertEquals(Ipv4Address.of(10, 0, 0, 5), asked(0));
        send(stack, Ipv4Address.ANY, Ipv4Address.of(10, 9, 0, 5));
        assertEquals(Ipv4Address.of(10, 9, 0, 5), asked(1));
        send(stack, Ipv4Address.ANY, OUTSIDE);
        assertEquals(Ipv4Address.of(10, 9, 0, 254), asked(1));
        assertEquals(List.of(0, 0), sent.stream().map(ArrayDeque::size).toList());
        assertEquals(SECOND, stack.ip().sourceFor(OUTSIDE));
        assertEquals(FIRST, stack.ip().sourceFor(Ipv4Address.of(10, 0, 0, 5)));
    }

    @Test
    @DisplayName("RFC 1122 3.3.4.2 what is sent from a card's address leaves by that card")
    void boundSocket() {
        NetworkInterface stack = stack(fixed(FIRST, 254), fixed(SECOND, 254));
        forget();
        send(stack, SECOND, OUTSIDE);
        assertEquals(Ipv4Address.of(10, 9, 0, 254), asked(1));
        send(stack, FIRST, OUTSIDE);
        assertEquals(Ipv4Address.of(10, 0, 0, 254), asked(0));
        assertEquals(List.of(0, 0), sent.stream().map(ArrayDeque::size).toList());
    }

    @Test
    @DisplayName("RFC 1122 3.3.4.2 a card takes what is addressed to it, and not to the other")
    void strongModel() {
        NetworkInterface stack = stack(fixed(FIRST, 0), fixed(SECOND, 0));
        forget();
        echoRequest(stack, 1, Ipv4Address.of(10, 9, 0, 5), FIRST);
        assertEquals(1, stack.counters().value(Event.IPV4_NOT_FOR_US));
        echoRequest(stack, 1, Ipv4Address.of(10, 9, 0, 5), SECOND);
        assertEquals(1, stack.counters().value(Event.ICMP_ECHO_REPLIES));
        assertEquals(Ipv4Address.of(10, 9, 0, 5), asked(1));
        assertEquals(0, sent.getFirst().size());
    }

    @Test
    @DisplayName("a forged packet from the other card's address is dropped")
    void ownSource() {
        NetworkInterface stack = stack(fixed(FIRST, 0), fixed(SECOND, 0));
        echoRequest(stack, 0, SECOND, FIRST);
        assertEquals(1, stack.counters().value(Event.IPV4_BAD_SOURCE));
    }

    @Test
    @DisplayName("a card without address asks by itself, whatever addresses the others have")
    void asksByItself() {
        NetworkInterface stack = stack(fixed(FIRST, 254), InterfaceConfiguration.DYNAMIC);
        for (byte[] frame : sent.getFirst()) {
            assertEquals(
                    EthernetHeader.ARP, EthernetHeader.parse(PacketBuffer.copyOf(frame)).type());
        }
        byte[] octets = sent.getLast().pollFirst();
        assertNotNull(octets);
        PacketBuffer discover = PacketBuffer.copyOf(octets);
        assertEquals(EthernetHeader.IPV4, EthernetHeader.parse(discover).type());
        discover.consume(EthernetHeader.SIZE);
        assertEquals(0, Ipv4Header.source(discover));
        assertEquals(-1, Ipv4Header.destination(discover));
        assertNull(stack.address(1));
    }

    /// The DISCOVER that a card has sent.
    private DhcpMessage discover(int card) {
        byte[] octets = sent.get(card).pollFirst();
        assertNotNull(octets, "nothing was sent by card " + card);
        PacketBuffer frame = PacketBuffer.copyOf(octets);
        frame.consume(EthernetHeader.SIZE + Ipv4Header.SIZE + UdpHeader.SIZE);
        DhcpMessage message = DhcpMessage.parse(frame);
        assertEquals(mac(card), message.hardware());
        return message;
    }

    @Test
    @DisplayName(
            "RFC 2131 4.1 each card asks for an address of its own, and takes the answer that names it")
    void twoClients() {
        NetworkInterface stack =
                stack(InterfaceConfiguration.DYNAMIC, InterfaceConfiguration.DYNAMIC);
        DhcpMessage first = discover(0);
        DhcpMessage second = discover(1);
        assertNotEquals(first.transaction(), second.transaction());
        forget();
        offer(stack, 1, second, SECOND);
        assertEquals(0, sent.getFirst().size());
        PacketBuffer request = PacketBuffer.copyOf(present(sent.getLast().pollFirst()));
        request.consume(EthernetHeader.SIZE + Ipv4Header.SIZE + UdpHeader.SIZE);
        assertEquals(DhcpMessage.Type.REQUEST, DhcpMessage.parse(request).type());
    }

    private static byte[] present(byte @Nullable [] frame) {
        assertNotNull(frame);
        return frame;
    }

    /// A server offers an address to who sent `discover`.
    private void offer(
            NetworkInterface stack, int card, DhcpMessage discover, Ipv4Address offered) {
        Ipv4Address server = new Ipv4Address((offered.bits() & ~255) | 254);
        PacketBuffer packet = Bench.room();
        new DhcpMessage(
                        DhcpMessage.REPLY,
                        discover.transaction(),
                        0,
                        false,
                        new DhcpMessage.Addresses(
                                Ipv4Address.ANY, offered, Ipv4Address.ANY, Ipv4Address.ANY),
                        discover.hardware(),
                        DhcpOptions.none()
                                .with(
                                        DhcpOptions.MESSAGE_TYPE,
                                        Octets.of(DhcpMessage.Type.OFFER.number()))
                                .with(DhcpOptions.SERVER_IDENTIFIER, server))
                .write(packet);
        new UdpHeader(67, 68).write(packet, server.bits(), offered.bits());
        Ipv4Header.atomic(64, Ipv4Header.UDP, server, offered).write(packet);
        new EthernetHeader(mac(card), PEER_MAC, EthernetHeader.IPV4).write(packet);
        arrive(stack, card, packet, 10 * Bench.SECOND);
    }

    @Test
    @DisplayName(
            "RFC 1122 3.2.2.1 a transport that nobody has asked for is not spoken: protocol unreachable")
    void transportThatNobodyAskedFor() {
        NetworkInterface stack = stack(fixed(FIRST, 0), fixed(SECOND, 0));
        PacketBuffer packet = Bench.udp(Ipv4Address.of(10, 0, 0, 5), 7, FIRST, 9, new byte[4]);
        new EthernetHeader(mac(0), PEER_MAC, EthernetHeader.IPV4).write(packet);
        PacketBuffer pooled = pool.take();
        assertNotNull(pooled);
        pooled.append(packet.array(), packet.start(), packet.length());
        stack.input(pooled, 20 * Bench.SECOND);
        assertEquals(1, stack.counters().value(Event.IPV4_UNKNOWN_PROTOCOL));
        assertEquals(1, stack.counters().value(Event.ICMP_ERRORS_SENT));
        assertNull(stack.tcpCounts());
    }
}
