package dev.morgana.net.dns;

import static dev.morgana.net.Bench.OURS;
import static dev.morgana.net.Bench.PEER;
import static dev.morgana.net.Bench.PEER_MAC;
import static dev.morgana.net.Bench.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.net.Bench;
import dev.morgana.net.InterfaceConfiguration;
import dev.morgana.wire.ArpPacket;
import dev.morgana.wire.DnsMessage;
import dev.morgana.wire.DnsName;
import dev.morgana.wire.DnsRecord;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.Ipv4Prefix;
import dev.morgana.wire.Octets;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.UdpHeader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The resolver by script: the test plays the name servers.
class DnsResolverTest {
    private static final Ipv4Address SECOND_SERVER = Ipv4Address.of(10, 0, 0, 3);
    private static final Ipv4Address FOUND = Ipv4Address.of(192, 0, 2, 80);

    private final Bench bench = bench(List.of(PEER, SECOND_SERVER));

    private static Bench bench(List<Ipv4Address> servers) {
        InterfaceConfiguration configuration =
                InterfaceConfiguration.fixed(new Ipv4Prefix(OURS, 24), Bench.GATEWAY, servers)
                        .withHostname("Morgana");
        Bench made = Bench.of(configuration);
        made.poll();
        made.advance(10 * SECOND);
        while (made.sentCount() > 0) {
            made.sent();
        }
        return made;
    }

    /// A query with what carried it.
    private record Query(Ipv4Address server, int port, DnsMessage message) {
        DnsMessage.Question question() {
            return message.questions().getFirst();
        }
    }

    private DnsLookup resolve(String name) {
        bench.arp(ArpPacket.REPLY, PEER_MAC, PEER, OURS);
        bench.arp(ArpPacket.REPLY, PEER_MAC, SECOND_SERVER, OURS);
        DnsLookup lookup = bench.stack.resolver().resolve(name, bench.now);
        bench.poll();
        return lookup;
    }

    private Query query() {
        PacketBuffer packet = bench.sentPacket();
        Ipv4Header ip = Ipv4Header.parse(packet);
        packet.consume(Ipv4Header.SIZE);
        UdpHeader udp = UdpHeader.parse(packet, ip.source().bits(), ip.destination().bits());
        assertEquals(53, udp.destinationPort());
        packet.consume(UdpHeader.SIZE);
        return new Query(ip.destination(), udp.sourcePort(), DnsMessage.parse(packet));
    }

    private void answer(Query query, DnsMessage response) {
        answer(query, query.server, 53, response);
    }

    private void answer(Query query, Ipv4Address from, int port, DnsMessage response) {
        PacketBuffer octets = PacketBuffer.unpooled(0, 4096);
        response.write(octets);
        bench.datagram(from, port, OURS, query.port, octets.toByteArray());
    }

    private static DnsMessage response(Query query, int flags, DnsRecord... answers) {
        return new DnsMessage(
                query.message.id(),
                DnsMessage.RESPONSE | flags,
                query.message.questions(),
                List.of(answers),
                List.of(),
                List.of());
    }

    private static DnsRecord address(String name, int ttl) {
        return new DnsRecord(
                DnsName.of(name),
                DnsRecord.A,
                DnsRecord.INTERNET,
                ttl,
                new DnsRecord.Data.Address(FOUND));
    }

    private static DnsRecord alias(String name, int ttl, String canonical) {
        return new DnsRecord(
                DnsName.of(name),
                DnsRecord.CNAME,
                DnsRecord.INTERNET,
                ttl,
                new DnsRecord.Data.Alias(DnsName.of(canonical)));
    }

    private static DnsRecord authority(int ttl, int minimum) {
        return new DnsRecord(
                DnsName.of("test"),
                DnsRecord.SOA,
                DnsRecord.INTERNET,
                ttl,
                new DnsRecord.Data.Authority(
                        DnsName.of("ns.test"),
                        DnsName.of("mail.test"),
                        Octets.copyOf(new byte[16]),
                        minimum));
    }

    private static DnsMessage negative(Query query, int flags, DnsRecord authority) {
        return new DnsMessage(
                query.message.id(),
                DnsMessage.RESPONSE | flags,
                query.message.questions(),
                List.of(),
                List.of(authority),
                List.of());
    }

    private static void assertFound(DnsLookup lookup) {
        assertEquals(new DnsAnswer.Addresses(List.of(FOUND)), lookup.answer());
    }

    @Test
    @DisplayName(
            "RFC 1035 4.1: a question for the address is asked, answered, told to the watcher, and kept for its time")
    void found() {
        DnsLookup lookup = resolve("www.test");
        int[] told = {0};
        lookup.watcher(() -> told[0]++);
        Query query = query();
        assertEquals(PEER, query.server);
        assertEquals(new DnsMessage.Question(DnsName.of("www.test"), 1, 1), query.question());
        assertTrue(query.message.has(DnsMessage.RECURSION_DESIRED));
        answer(query, response(query, 0, address("www.test", 60)));
        assertFound(lookup);
        assertEquals(1, told[0]);
        assertFound(resolve("WWW.test."));
        bench.advance(59 * SECOND);
        assertFound(resolve("www.test"));
        bench.advance(SECOND);
        assertNull(resolve("www.test").answer());
        bench.assertNoLeak();
    }

    @Test
    @DisplayName("several lookups of one name share a query")
    void shared() {
        DnsLookup first = resolve("www.test");
        DnsLookup second = resolve("www.test");
        Query query = query();
        bench.assertSilent();
        answer(query, response(query, 0, address("www.test", 0)));
        assertFound(first);
        assertFound(second);
        assertNull(resolve("www.test").answer(), "a time to live of 0 is not kept");
    }

    @Test
    @DisplayName(
            "84: RFC 5452 9 identifier, port and case are random and differ from query to query")
    void unpredictable() {
        Set<Integer> ports = new HashSet<>();
        Set<Integer> ids = new HashSet<>();
        int mixed = 0;
        for (int i = 0; i < 50; i++) {
            resolve("a-name-with-many-letters" + i + ".test");
            Query query = query();
            ports.add(query.port);
            ids.add(query.message.id());
            String name = query.question().name().toString();
            mixed += name.matches(".*[A-Z].*") && name.matches(".*[a-z].*") ? 1 : 0;
        }
        assertTrue(ports.size() >= 49 && ids.size() >= 49 && mixed >= 49);
    }

    @Test
    @DisplayName(
            "84: RFC 5452 9.1 an answer with wrong identifier, question, case, address, port or without QR is ignored")
    void forged() {
        DnsLookup lookup = resolve("www.test");
        Query query = query();
        DnsMessage good = response(query, 0, address("www.test", 60));
        answer(query, SECOND_SERVER, 53, good);
        bench.sentIcmp();
        answer(query, PEER, 54, good);
        bench.sentIcmp();
        answer(query, changed(good, good.id() ^ 1, good.flags(), good.questions()));
        answer(query, changed(good, good.id(), 0, good.questions()));
        answer(query, changed(good, good.id(), DnsMessage.RESPONSE | 0x800, good.questions()));
        answer(query, changed(good, good.id(), good.flags(), List.of()));
        DnsName name = query.question().name();
        DnsName lower = name.withCase(-1);
        assertFalse(lower.equalsExactly(name));
        answer(query, changed(good, good.id(), good.flags(), questions(lower)));
        answer(query, changed(good, good.id(), good.flags(), questions(DnsName.of("other.test"))));
        bench.datagram(PEER, 53, OURS, query.port, new byte[11]);
        assertNull(lookup.answer());
        answer(query, good);
        assertFound(lookup);
        bench.assertNoLeak();
    }

    private static List<DnsMessage.Question> questions(DnsName name) {
        return List.of(new DnsMessage.Question(name, DnsRecord.A, DnsRecord.INTERNET));
    }

    private static DnsMessage changed(
            DnsMessage message, int id, int flags, List<DnsMessage.Question> questions) {
        return new DnsMessage(id, flags, questions, message.answers(), List.of(), List.of());
    }

    @Test
    @DisplayName(
            "without answer the servers are asked in turn, with growing patience, and then it fails")
    void retries() {
        DnsLookup lookup = resolve("www.test");
        long[] seconds = {1, 1, 2, 2, 4, 4, 8, 8};
        for (int i = 0; i < seconds.length; i++) {
            bench.arp(ArpPacket.REPLY, PEER_MAC, PEER, OURS);
            bench.arp(ArpPacket.REPLY, PEER_MAC, SECOND_SERVER, OURS);
            assertEquals(i % 2 == 0 ? PEER : SECOND_SERVER, query().server);
            assertEquals(seconds[i] * SECOND, bench.deadline - bench.now);
            assertNull(lookup.answer());
            bench.advance(seconds[i] * SECOND);
        }
        assertInstanceOf(DnsAnswer.Failed.class, lookup.answer());
        bench.advance(100 * SECOND);
        bench.assertSilent();
        bench.assertNoLeak();
    }

    @Test
    @DisplayName("84: in the last round a server that changes the case of names is believed")
    void lastRound() {
        DnsLookup lookup = resolve("www.test");
        for (int i = 0; i < 6; i++) {
            query();
            bench.arp(ArpPacket.REPLY, PEER_MAC, PEER, OURS);
            bench.arp(ArpPacket.REPLY, PEER_MAC, SECOND_SERVER, OURS);
            bench.advance(bench.deadline - bench.now);
        }
        Query query = query();
        assertTrue(query.question().name().equalsExactly(DnsName.of("www.test")));
        answer(
                query,
                changed(
                        response(query, 0, address("www.test", 60)),
                        query.message.id(),
                        DnsMessage.RESPONSE,
                        questions(DnsName.of("WWW.TEST"))));
        assertFound(lookup);
    }

    @Test
    @DisplayName("a server that fails or refuses is passed over at once")
    void otherServer() {
        DnsLookup lookup = resolve("www.test");
        Query first = query();
        answer(first, response(first, DnsMessage.SERVER_FAILURE));
        Query second = query();
        assertEquals(SECOND_SERVER, second.server);
        answer(second, response(second, 0, address("www.test", 60)));
        assertFound(lookup);
    }

    @Test
    @DisplayName(
            "85: RFC 6891 6.2.3, 7 EDNS offers 1232 octets; after FORMERR it is asked without, at once")
    void extensions() {
        DnsLookup lookup = resolve("www.test");
        Query first = query();
        DnsRecord option = first.message.additionals().getFirst();
        assertEquals(DnsRecord.OPT, option.type());
        assertEquals(1232, option.dataClass());
        answer(first, response(first, DnsMessage.FORMAT_ERROR));
        Query second = query();
        assertEquals(PEER, second.server);
        assertEquals(List.of(), second.message.additionals());
        assertNotEquals(first.port, second.port);
        answer(second, response(second, 0, address("www.test", 60)));
        assertFound(lookup);
    }

    @Test
    @DisplayName(
            "RFC 1034 4.3.2: aliases are followed within the answer, which is kept for the shortest time on the way")
    void aliases() {
        DnsLookup lookup = resolve("www.test");
        Query query = query();
        answer(
                query,
                response(
                        query,
                        0,
                        address("c.test", 60),
                        alias("b.test", 10, "C.test"),
                        alias("www.test", 3600, "b.test")));
        assertFound(lookup);
        bench.advance(9 * SECOND);
        assertFound(resolve("www.test"));
        bench.advance(SECOND);
        assertNull(resolve("www.test").answer());
    }

    @Test
    @DisplayName("82: a loop of aliases ends, and addresses of other names do not count")
    void aliasLoop() {
        DnsLookup lookup = resolve("www.test");
        Query query = query();
        answer(
                query,
                response(
                        query,
                        0,
                        alias("www.test", 60, "b.test"),
                        alias("b.test", 60, "www.test"),
                        address("other.test", 60)));
        assertInstanceOf(DnsAnswer.Failed.class, lookup.answer());
    }

    @Test
    @DisplayName(
            "86: RFC 2308 5 a negative answer is kept for the SOA record's time, without one not at all")
    void negativeAnswers() {
        DnsLookup lookup = resolve("none.test");
        Query query = query();
        answer(query, negative(query, DnsMessage.NAME_ERROR, authority(300, 60)));
        assertEquals(DnsAnswer.NOT_FOUND, lookup.answer());
        bench.advance(59 * SECOND);
        assertEquals(DnsAnswer.NOT_FOUND, resolve("none.test").answer());
        bench.advance(SECOND);
        assertNull(resolve("none.test").answer());
        Query again = query();
        answer(again, response(again, DnsMessage.NAME_ERROR));
        assertNull(resolve("none.test").answer());
    }

    @Test
    @DisplayName("86: RFC 2308 2.2 a name without address is not found")
    void noData() {
        DnsLookup lookup = resolve("v6.test");
        Query query = query();
        answer(query, negative(query, DnsMessage.NO_ERROR, authority(10, 3600)));
        assertEquals(DnsAnswer.NOT_FOUND, lookup.answer());
    }

    @Test
    @DisplayName("83: RFC 7766 5 a truncated answer opens a TCP connection to the same server")
    void truncated() {
        DnsLookup lookup = resolve("www.test");
        Query query = query();
        answer(query, response(query, DnsMessage.TRUNCATED, address("www.test", 60)));
        assertNull(lookup.answer());
        Ipv4Header syn = Ipv4Header.parse(bench.sentPacket());
        assertEquals(Ipv4Header.TCP, syn.protocol());
        assertEquals(PEER, syn.destination());
        bench.advance(5 * SECOND);
        while (bench.sentCount() > 1) {
            bench.sent();
        }
        assertEquals(SECOND_SERVER, query().server);
    }

    @Test
    @DisplayName("addresses, localhost and our own name need no server")
    void known() {
        DnsAnswer loopback = new DnsAnswer.Addresses(List.of(Ipv4Address.LOOPBACK));
        assertEquals(loopback, resolve("localhost").answer());
        assertEquals(loopback, resolve("LocalHost.").answer());
        assertEquals(loopback, resolve("a.b.localhost").answer());
        assertEquals(new DnsAnswer.Addresses(List.of(OURS)), resolve("morgana").answer());
        assertEquals(new DnsAnswer.Addresses(List.of(FOUND)), resolve("192.0.2.80").answer());
        for (String bad : List.of("", "a..b", "x".repeat(64), "caf\u00e9.test")) {
            assertEquals(DnsAnswer.NOT_FOUND, resolve(bad).answer(), bad);
        }
        bench.assertSilent();
    }

    @Test
    @DisplayName("without servers a lookup waits for some, and then fails with that reason")
    void noServers() {
        Bench alone = bench(List.of());
        DnsLookup lookup = alone.stack.resolver().resolve("www.test", alone.now);
        alone.poll();
        alone.advance(16 * SECOND);
        assertEquals(new DnsAnswer.Failed("no name server is known"), lookup.answer());
        DnsLookup waiting = alone.stack.resolver().resolve("www.test", alone.now);
        alone.poll();
        alone.arp(ArpPacket.REPLY, PEER_MAC, PEER, OURS);
        alone.stack.resolver().servers(List.of(PEER), alone.now);
        alone.poll();
        assertEquals(Ipv4Header.UDP, Ipv4Header.protocol(alone.sentPacket()));
        assertNull(waiting.answer());
    }

    @Test
    @DisplayName("the cache is bounded")
    void bounded() {
        DnsCache cache = new DnsCache();
        for (int i = 0; i < 1000; i++) {
            cache.keep(DnsName.of("n" + i), DnsAnswer.NOT_FOUND, 60, 0);
        }
        assertEquals(DnsCache.CAPACITY, cache.size());
        cache.keep(DnsName.of("long"), DnsAnswer.NOT_FOUND, Integer.MAX_VALUE, 0);
        assertNull(cache.find(DnsName.of("long"), 3600 * SECOND));
    }
}
