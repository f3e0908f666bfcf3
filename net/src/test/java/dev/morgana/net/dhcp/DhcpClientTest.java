package dev.morgana.net.dhcp;

import static dev.morgana.net.Bench.OUR_MAC;
import static dev.morgana.net.Bench.PEER_MAC;
import static dev.morgana.net.Bench.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.net.Bench;
import dev.morgana.net.udp.Datagram;
import dev.morgana.net.udp.UdpSocket;
import dev.morgana.wire.ArpPacket;
import dev.morgana.wire.DhcpMessage;
import dev.morgana.wire.DhcpOptions;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.Ipv4Prefix;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.Octets;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.UdpHeader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The client by script: the test plays the server.
class DhcpClientTest {
    private static final Ipv4Address SERVER = Ipv4Address.of(10, 0, 0, 254);
    private static final Ipv4Address OFFERED = Ipv4Address.of(10, 0, 0, 42);
    private static final Ipv4Address NAME_SERVER = Ipv4Address.of(10, 0, 0, 53);

    private final Bench bench = Bench.dynamic();

    /// A message of the client with what carried it.
    private record Sent(
            MacAddress frameTo, Ipv4Address from, Ipv4Address to, DhcpMessage message) {}

    /// The next DHCP message sent; ARP frames before it are passed over.
    private Sent sent() {
        PacketBuffer frame = bench.sent();
        EthernetHeader ethernet = EthernetHeader.parse(frame);
        if (ethernet.type() == EthernetHeader.ARP) {
            return sent();
        }
        frame.consume(EthernetHeader.SIZE);
        Ipv4Header ip = Ipv4Header.parse(frame);
        frame.consume(Ipv4Header.SIZE);
        assertEquals(
                new UdpHeader(68, 67),
                UdpHeader.parse(frame, ip.source().bits(), ip.destination().bits()));
        frame.consume(UdpHeader.SIZE);
        return new Sent(
                ethernet.destination(), ip.source(), ip.destination(), DhcpMessage.parse(frame));
    }

    private static DhcpOptions lease(int seconds) {
        return DhcpOptions.none()
                .with(DhcpOptions.SUBNET_MASK, Ipv4Address.of(255, 255, 255, 0))
                .with(DhcpOptions.ROUTER, SERVER)
                .with(DhcpOptions.DOMAIN_NAME_SERVER, NAME_SERVER)
                .with(DhcpOptions.LEASE_TIME, DhcpOptions.number(seconds));
    }

    private void answer(int transaction, DhcpMessage.Type type, DhcpOptions options) {
        answer(transaction, OUR_MAC, type, options);
    }

    /// The server answers, to the address that it gives.
    private void answer(
            int transaction, MacAddress hardware, DhcpMessage.Type type, DhcpOptions options) {
        DhcpOptions all = options.with(DhcpOptions.MESSAGE_TYPE, Octets.of(type.number()));
        if (options.value(DhcpOptions.SERVER_IDENTIFIER) == null) {
            all = all.with(DhcpOptions.SERVER_IDENTIFIER, SERVER);
        }
        PacketBuffer octets = PacketBuffer.unpooled(0, 1024);
        new DhcpMessage(
                        DhcpMessage.REPLY,
                        transaction,
                        0,
                        false,
                        new DhcpMessage.Addresses(
                                Ipv4Address.ANY, OFFERED, Ipv4Address.ANY, Ipv4Address.ANY),
                        hardware,
                        all)
                .write(octets);
        bench.datagram(SERVER, 67, OFFERED, 68, octets.toByteArray());
    }

    /// Brings the client to BOUND with a lease of `seconds`; returns the transaction.
    private int bind(int seconds) {
        bench.poll();
        int transaction = sent().message.transaction();
        answer(transaction, DhcpMessage.Type.OFFER, lease(seconds));
        sent();
        answer(transaction, DhcpMessage.Type.ACK, lease(seconds));
        assertNotNull(bench.stack.address());
        bench.arp(ArpPacket.REPLY, PEER_MAC, SERVER, OFFERED);
        return transaction;
    }

    private @Nullable Ipv4Prefix address() {
        return bench.stack.address();
    }

    private void discardSent() {
        while (bench.sentCount() > 0) {
            bench.sent();
        }
    }

    @Test
    @DisplayName(
            "a packet that came before the address did is delivered once it is there; others are given up")
    void earlyPackets() {
        UdpSocket early = bench.stack.udp().open(new Endpoint(Ipv4Address.ANY, 1000));
        bench.poll();
        int transaction = sent().message.transaction();
        answer(transaction, DhcpMessage.Type.OFFER, lease(3600));
        sent();
        bench.datagram(SERVER, 7, OFFERED, 1000, new byte[] {1});
        bench.datagram(SERVER, 7, Bench.OUTSIDE, 1000, new byte[] {2});
        assertNull(early.receive());
        assertEquals(2, bench.pool.inUse());
        answer(transaction, DhcpMessage.Type.ACK, lease(3600));
        Datagram received = early.receive();
        assertNotNull(received);
        assertEquals(1, received.payload().length());
        received.release();
        assertNull(early.receive());
        assertEquals(0, bench.pool.inUse());
    }

    @Test
    @DisplayName("packets that come before the address are few and kept for two seconds")
    void earlyPacketsAreBounded() {
        bench.poll();
        sent();
        for (int i = 0; i < 20; i++) {
            bench.datagram(SERVER, 7, OFFERED, 1000, new byte[] {1});
        }
        assertEquals(8, bench.pool.inUse());
        bench.advance(3 * SECOND);
        assertEquals(0, bench.pool.inUse());
    }

    @Test
    @DisplayName(
            "76, 77: RFC 2131 4.4.1 DISCOVER at once, OFFER, REQUEST with server and address, ACK: the address is used")
    void fourMessages() {
        bench.poll();
        Sent discover = sent();
        assertEquals(MacAddress.BROADCAST, discover.frameTo);
        assertEquals(Ipv4Address.ANY, discover.from);
        assertEquals(Ipv4Address.BROADCAST, discover.to);
        assertEquals(DhcpMessage.Type.DISCOVER, discover.message.type());
        assertEquals(OUR_MAC, discover.message.hardware());
        assertFalse(discover.message.broadcast());
        DhcpOptions options = discover.message.options();
        assertEquals(
                Octets.copyOf("bench".getBytes(StandardCharsets.US_ASCII)),
                options.value(DhcpOptions.HOST_NAME));
        assertEquals(Octets.of(1, 2, 0, 0, 0, 0, 1), options.value(61));

        answer(discover.message.transaction(), DhcpMessage.Type.OFFER, lease(3600));
        Sent request = sent();
        assertEquals(discover.message.transaction(), request.message.transaction());
        assertEquals(Ipv4Address.ANY, request.from);
        assertEquals(Ipv4Address.BROADCAST, request.to);
        assertEquals(Ipv4Address.ANY, request.message.addresses().client());
        assertEquals(SERVER, request.message.options().address(DhcpOptions.SERVER_IDENTIFIER));
        assertEquals(OFFERED, request.message.options().address(DhcpOptions.REQUESTED_ADDRESS));
        assertNull(address());

        answer(discover.message.transaction(), DhcpMessage.Type.ACK, lease(3600));
        assertEquals(new Ipv4Prefix(OFFERED, 24), address());
        assertEquals(List.of(NAME_SERVER), bench.stack.resolver().servers());
        assertEquals(OFFERED, bench.stack.ip().sourceFor(Bench.OUTSIDE));
        ArpPacket announcement = bench.sentArp();
        assertEquals(OFFERED, announcement.sender());
        assertEquals(OFFERED, announcement.target());
        bench.assertNoLeak();
    }

    @Test
    @DisplayName("76: RFC 2131 4.1 DISCOVER is repeated after 4, 8, 16, 32, 64, 64 s, each +-1 s")
    void backoff() {
        bench.poll();
        int transaction = sent().message.transaction();
        for (int seconds : new int[] {4, 8, 16, 32, 64, 64}) {
            long wait = bench.deadline - bench.now;
            assertTrue(Math.abs(wait - seconds * SECOND) <= SECOND, seconds + ": " + wait);
            bench.advance(wait - 1);
            bench.assertSilent();
            bench.advance(1);
            Sent again = sent();
            assertEquals(transaction, again.message.transaction());
            assertEquals(bench.now / SECOND, again.message.seconds());
        }
    }

    @Test
    @DisplayName(
            "76: RFC 2131 4.1 answers with another transaction or hardware address are ignored")
    void foreign() {
        bench.poll();
        int transaction = sent().message.transaction();
        answer(transaction + 1, DhcpMessage.Type.OFFER, lease(60));
        answer(transaction, PEER_MAC, DhcpMessage.Type.OFFER, lease(60));
        answer(transaction, DhcpMessage.Type.ACK, lease(60));
        bench.datagram(SERVER, 67, OFFERED, 68, new byte[300]);
        bench.assertSilent();
        assertNull(address());
        bench.assertNoLeak();
    }

    @Test
    @DisplayName("77: RFC 2131 3.1 a REQUEST without answer is repeated, and then all begins again")
    void requestLost() {
        bench.poll();
        int transaction = sent().message.transaction();
        answer(transaction, DhcpMessage.Type.OFFER, lease(60));
        for (int i = 0; i < 4; i++) {
            assertEquals(DhcpMessage.Type.REQUEST, sent().message.type());
            bench.advance(bench.deadline - bench.now);
        }
        Sent discover = sent();
        assertEquals(DhcpMessage.Type.DISCOVER, discover.message.type());
        assertNotEquals(transaction, discover.message.transaction());
    }

    @Test
    @DisplayName("80: RFC 2131 4.4 NAK begins again; an ACK or NAK of another server is ignored")
    void refused() {
        bench.poll();
        int transaction = sent().message.transaction();
        answer(transaction, DhcpMessage.Type.OFFER, lease(60));
        sent();
        DhcpOptions other = lease(60).with(DhcpOptions.SERVER_IDENTIFIER, NAME_SERVER);
        answer(transaction, DhcpMessage.Type.NAK, other);
        answer(transaction, DhcpMessage.Type.ACK, other);
        assertNull(address());
        answer(transaction, DhcpMessage.Type.NAK, DhcpOptions.none());
        bench.assertSilent();
        bench.advance(SECOND);
        assertEquals(DhcpMessage.Type.DISCOVER, sent().message.type());
    }

    @Test
    @DisplayName(
            "79: RFC 2131 4.4.5 at half of the lease it is renewed, by unicast, without a break")
    void renewal() {
        int before = bind(3600);
        discardSent();
        bench.advance(1790 * SECOND);
        discardSent();
        bench.arp(ArpPacket.REPLY, PEER_MAC, SERVER, OFFERED);
        bench.advance(11 * SECOND);
        Sent request = sent();
        assertEquals(DhcpMessage.Type.REQUEST, request.message.type());
        assertEquals(SERVER, request.to);
        assertEquals(PEER_MAC, request.frameTo);
        assertEquals(OFFERED, request.from);
        assertEquals(OFFERED, request.message.addresses().client());
        assertNull(request.message.options().value(DhcpOptions.SERVER_IDENTIFIER));
        assertNull(request.message.options().value(DhcpOptions.REQUESTED_ADDRESS));
        assertNotEquals(before, request.message.transaction());
        answer(request.message.transaction(), DhcpMessage.Type.ACK, lease(3600));
        bench.assertSilent();
        bench.advance(1700 * SECOND);
        bench.assertSilent();
        assertNotNull(address());
    }

    @Test
    @DisplayName(
            "79: RFC 2131 4.4.5 at 7/8 all servers are asked, by broadcast; at the end the address is not used any more")
    void rebindingAndExpiry() {
        bind(3600);
        discardSent();
        bench.advance(3149 * SECOND);
        discardSent();
        bench.advance(2 * SECOND);
        Sent request = sent();
        assertEquals(Ipv4Address.BROADCAST, request.to);
        assertEquals(OFFERED, request.from);
        assertEquals(OFFERED, request.message.addresses().client());
        bench.advance(448 * SECOND);
        assertNotNull(address());
        discardSent();
        bench.advance(2 * SECOND);
        assertNull(address());
        assertNull(bench.stack.ip().sourceFor(SERVER));
        Sent discover = sent();
        assertEquals(DhcpMessage.Type.DISCOVER, discover.message.type());
        assertEquals(Ipv4Address.ANY, discover.from);
        bench.assertNoLeak();
    }

    @Test
    @DisplayName(
            "79: RFC 2131 4.4.5 requests to extend are not repeated sooner than after a minute")
    void renewalRate() {
        bind(36_000);
        discardSent();
        bench.advance(31_000 * SECOND);
        int requests = 0;
        while (bench.sentCount() > 0) {
            PacketBuffer frame = bench.sent();
            requests += EthernetHeader.parse(frame).type() == EthernetHeader.IPV4 ? 1 : 0;
        }
        assertTrue(requests <= 10, "requests: " + requests);
    }

    @Test
    @DisplayName("79: T1 and T2 of the server are taken; impossible ones are replaced")
    void times() {
        DhcpOptions given =
                lease(1000)
                        .with(DhcpOptions.RENEWAL_TIME, DhcpOptions.number(100))
                        .with(DhcpOptions.REBINDING_TIME, DhcpOptions.number(200));
        assertEquals(List.of(100L, 200L, 1000L), seconds(given));
        assertEquals(List.of(500L, 875L, 1000L), seconds(lease(1000)));
        DhcpOptions wrong =
                lease(1000)
                        .with(DhcpOptions.RENEWAL_TIME, DhcpOptions.number(2000))
                        .with(DhcpOptions.REBINDING_TIME, DhcpOptions.number(1000));
        assertEquals(List.of(500L, 875L, 1000L), seconds(wrong));
        assertEquals(Long.MAX_VALUE, lease(given.with(51, DhcpOptions.number(-1))).renewal());
    }

    private static List<Long> seconds(DhcpOptions options) {
        Lease lease = lease(options);
        return List.of(
                lease.renewal() / SECOND, lease.rebinding() / SECOND, lease.expiry() / SECOND);
    }

    private static Lease lease(DhcpOptions options) {
        return Lease.of(
                new DhcpMessage(
                        DhcpMessage.REPLY,
                        0,
                        0,
                        false,
                        new DhcpMessage.Addresses(
                                Ipv4Address.ANY, OFFERED, Ipv4Address.ANY, Ipv4Address.ANY),
                        OUR_MAC,
                        options.with(DhcpOptions.SERVER_IDENTIFIER, SERVER)));
    }

    @Test
    @DisplayName("81: RFC 3442 classless routes count, and the router option then does not")
    void classlessRoutes() {
        byte[] routes = HexFormat.of().parseHex("18c000020a000002" + "10ac100a000003");
        Lease lease = lease(lease(60).with(121, Octets.copyOf(routes)));
        assertEquals(2, lease.routes().size());
        assertEquals(Ipv4Address.of(10, 0, 0, 2), lease.routes().getFirst().gateway());
        assertEquals(Ipv4Prefix.parse("192.0.2.0/24"), lease.routes().getFirst().destination());
        assertEquals(0, lease(lease(60)).routes().getFirst().destination().length());
    }

    @Test
    @DisplayName(
            "78, 110: RFC 2131 4.4.1, RFC 5227 2.4 (b) an address that another uses is declined, and ten seconds pass")
    void declined() {
        bind(3600);
        discardSent();
        bench.arp(ArpPacket.REPLY, PEER_MAC, OFFERED, SERVER);
        Sent decline = sent();
        assertEquals(DhcpMessage.Type.DECLINE, decline.message.type());
        assertEquals(Ipv4Address.ANY, decline.from);
        assertEquals(Ipv4Address.ANY, decline.message.addresses().client());
        assertEquals(OFFERED, decline.message.options().address(DhcpOptions.REQUESTED_ADDRESS));
        assertEquals(SERVER, decline.message.options().address(DhcpOptions.SERVER_IDENTIFIER));
        assertNull(address());
        bench.advance(10 * SECOND - 1);
        bench.assertSilent();
        bench.advance(1);
        assertEquals(DhcpMessage.Type.DISCOVER, sent().message.type());
    }

    @Test
    @DisplayName(
            "78: later, the first claim is answered by a defence, and only an insisting one wins")
    void defendedOnce() {
        bind(36_000);
        bench.advance(30 * SECOND);
        discardSent();
        bench.arp(ArpPacket.REPLY, PEER_MAC, OFFERED, SERVER);
        assertEquals(OFFERED, bench.sentArp().sender());
        assertNotNull(address());
        bench.advance(11 * SECOND);
        bench.arp(ArpPacket.REPLY, PEER_MAC, OFFERED, SERVER);
        assertEquals(OFFERED, bench.sentArp().sender());
        bench.arp(ArpPacket.REPLY, PEER_MAC, OFFERED, SERVER);
        assertEquals(DhcpMessage.Type.DECLINE, sent().message.type());
    }

    @Test
    @DisplayName("80: RFC 2131 4.4.6 the address is released by unicast at the end")
    void released() {
        bind(3600);
        discardSent();
        bench.stack.stop(bench.now);
        Sent release = sent();
        assertEquals(DhcpMessage.Type.RELEASE, release.message.type());
        assertEquals(SERVER, release.to);
        assertEquals(OFFERED, release.message.addresses().client());
        assertNull(address());
        bench.stack.stop(bench.now);
        bench.advance(10_000 * SECOND);
        bench.assertSilent();
        bench.assertNoLeak();
    }

    @Test
    @DisplayName("81: offers and leases with impossible contents are ignored")
    void impossible() {
        bench.poll();
        int transaction = sent().message.transaction();
        answer(transaction, DhcpMessage.Type.OFFER, lease(60));
        sent();
        for (DhcpOptions bad :
                List.of(
                        DhcpOptions.none(),
                        lease(0),
                        lease(60).with(DhcpOptions.SUBNET_MASK, Ipv4Address.of(255, 0, 255, 0)),
                        lease(60).with(DhcpOptions.DOMAIN_NAME_SERVER, Octets.of(1, 2, 3)),
                        lease(60).with(DhcpOptions.CLASSLESS_ROUTES, Octets.of(33)))) {
            answer(transaction, DhcpMessage.Type.ACK, bad);
            assertNull(address());
        }
        answer(transaction, DhcpMessage.Type.ACK, lease(60));
        assertNotNull(address());
        bench.assertNoLeak();
    }
}
