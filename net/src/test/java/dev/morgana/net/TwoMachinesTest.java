package dev.morgana.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.net.dns.DnsAnswer;
import dev.morgana.net.dns.DnsLookup;
import dev.morgana.net.tcp.Listener;
import dev.morgana.net.tcp.TcpConnection;
import dev.morgana.net.tcp.TcpFailure;
import dev.morgana.net.udp.Datagram;
import dev.morgana.net.udp.UdpSocket;
import dev.morgana.testkit.Link;
import dev.morgana.testkit.SimulatedNetwork;
import dev.morgana.wire.Bytes;
import dev.morgana.wire.DnsMessage;
import dev.morgana.wire.DnsRecord;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import dev.morgana.wire.PacketBuffer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Whole stacks that talk to each other over a simulated network.
class TwoMachinesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Ipv4Address SERVER = Ipv4Address.of(10, 0, 0, 1);
    private static final Ipv4Address CLIENT = Ipv4Address.of(10, 0, 0, 2);
    private static final Endpoint SERVICE = new Endpoint(SERVER, 80);
    private static final Endpoint ANY = new Endpoint(Ipv4Address.ANY, 0);

    private static InterfaceConfiguration at(Ipv4Address address) {
        return InterfaceConfiguration.fixed(new Ipv4Prefix(address, 24), null, List.of(SERVER));
    }

    /// The two machines of a test on one link.
    private static final class Pair {
        final SimulatedNetwork network;
        final SimulatedMachine server;
        final SimulatedMachine client;

        Pair(Link link) {
            network = new SimulatedNetwork(link);
            server = SimulatedMachine.on(network, 0x020000000001L, at(SERVER));
            client = SimulatedMachine.on(network, 0x020000000002L, at(CLIENT));
        }

        long now() {
            return network.clock().now();
        }

        void assertNoLeak() {
            network.run(now() + 10 * SECOND);
            assertEquals(0, server.pool.inUse());
            assertEquals(0, client.pool.inUse());
        }
    }

    /// Sends back what comes, until the end.
    private static void echo(SimulatedMachine machine) {
        Endpoint local = machine.stack.tcp().bind(new Endpoint(Ipv4Address.ANY, 80));
        Listener listener = machine.stack.tcp().listen(local, 16);
        List<TcpConnection> open = new ArrayList<>();
        byte[] octets = new byte[4096];
        machine.program(now -> {
            TcpConnection accepted = listener.accept();
            if (accepted != null) {
                open.add(accepted);
            }
            for (TcpConnection connection : open) {
                while (connection.readable() && connection.writable()) {
                    int count = connection.receive(octets, 0, octets.length, now);
                    if (count < 0) {
                        connection.close(now);
                        break;
                    }
                    assertEquals(count, connection.send(octets, 0, count, now));
                }
            }
            open.removeIf(connection -> !connection.readable() && !connection.writable());
        });
    }

    private static byte[] exchange(Pair pair, Endpoint to, byte[] data) {
        var tcp = pair.client.stack.tcp();
        TcpConnection connection = tcp.connect(ANY, to, pair.now());
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] octets = new byte[4096];
        int[] sent = {0};
        boolean[] ended = {false};
        pair.client.program(now -> {
            if (connection.writable() && sent[0] < data.length) {
                int most = Math.min(2000, data.length - sent[0]);
                sent[0] += Math.max(connection.send(data, sent[0], most, now), 0);
                if (sent[0] == data.length) {
                    connection.shutdownOutput(now);
                }
            }
            while (!ended[0] && connection.readable()) {
                int count = connection.receive(octets, 0, octets.length, now);
                ended[0] = count < 0;
                received.write(octets, 0, Math.max(count, 0));
            }
        });
        pair.network.runUntil(() -> ended[0], pair.now() + 600 * SECOND);
        return received.toByteArray();
    }

    private static byte[] random(int size) {
        byte[] data = new byte[size];
        new Random(size).nextBytes(data);
        return data;
    }

    @Test
    @DisplayName(
            "33, 55: RFC 5461 4.1 a connection to a host that is not there fails when ARP has failed: No route to host")
    void absentHost() {
        Pair pair = new Pair(Link.PERFECT);
        Endpoint absent = new Endpoint(Ipv4Address.of(10, 0, 0, 99), 80);
        TcpConnection connection = pair.client.stack.tcp().connect(ANY, absent, pair.now());
        pair.network.run(pair.now() + 4 * SECOND);
        assertEquals(new TcpFailure.Unreachable(1), connection.failure());
        pair.assertNoLeak();
    }

    @Test
    @DisplayName("TCP over IP, ARP and Ethernet: an echo comes back whole")
    void echo() {
        Pair pair = new Pair(Link.PERFECT.withDelay(1_000_000, 0));
        echo(pair.server);
        byte[] data = random(20_000);
        assertArrayEquals(data, exchange(pair, SERVICE, data));
        pair.assertNoLeak();
    }

    @Test
    @DisplayName("the same over a link that loses, reorders, duplicates and damages frames")
    void lossy() {
        for (int seed = 0; seed < 10; seed++) {
            Pair pair =
                    new Pair(
                            Link.PERFECT
                                    .withDelay(5_000_000, 3_000_000)
                                    .withLoss(0.05)
                                    .withReorder(0.1)
                                    .withDuplicate(0.05)
                                    .withCorrupt(0.02)
                                    .withSeed(seed));
            echo(pair.server);
            byte[] data = random(20_000);
            assertArrayEquals(data, exchange(pair, SERVICE, data), "seed " + seed);
            pair.assertNoLeak();
        }
    }

    @Test
    @DisplayName("TCP inside a machine: over 127.0.0.1 and over its own address no frame leaves it")
    void inside() {
        for (Ipv4Address to : List.of(Ipv4Address.LOOPBACK, CLIENT)) {
            Pair pair = new Pair(Link.PERFECT);
            pair.network.run(10 * SECOND);
            long before = pair.client.port().sent();
            Endpoint local = pair.client.stack.tcp().bind(new Endpoint(Ipv4Address.ANY, 80));
            Listener listener = pair.client.stack.tcp().listen(local, 16);
            TcpConnection connection =
                    pair.client.stack.tcp().connect(ANY, new Endpoint(to, 80), pair.now());
            pair.network.run(pair.now() + SECOND);
            TcpConnection accepted = listener.accept();
            assertNotNull(accepted);
            assertEquals(to, accepted.remote().address());
            assertEquals(3, connection.send(new byte[3], 0, 3, pair.now()));
            pair.network.run(pair.now() + SECOND);
            assertEquals(3, accepted.available());
            assertEquals(before, pair.client.port().sent());
            pair.assertNoLeak();
        }
    }

    @Test
    @DisplayName("10: a connection to a closed port is refused, one without a route fails at once")
    void refused() {
        Pair pair = new Pair(Link.PERFECT.withDelay(1000, 0));
        TcpConnection closed = pair.client.stack.tcp().connect(ANY, SERVICE, 0);
        TcpConnection nowhere =
                pair.client.stack.tcp().connect(ANY, new Endpoint(Bench.OUTSIDE, 80), 0);
        pair.network.run(5 * SECOND);
        assertEquals(TcpFailure.REFUSED, closed.failure());
        assertEquals(new TcpFailure.Unreachable(0), nowhere.failure());
        pair.assertNoLeak();
    }

    /// A name server whose answers over UDP are truncated, and over TCP whole.
    private static final class NameServer {
        final UdpSocket udp;
        final Listener tcp;
        @Nullable TcpConnection connection;
        int queries;

        /// Flags of responses over TCP.
        int flagsOverTcp;

        NameServer(SimulatedMachine machine) {
            udp = machine.stack.udp().open(new Endpoint(Ipv4Address.ANY, 53));
            tcp = machine.stack.tcp().listen(new Endpoint(Ipv4Address.ANY, 53), 4);
            machine.program(this::run);
        }

        void run(long now) {
            for (Datagram query = udp.receive(); query != null; query = udp.receive()) {
                PacketBuffer response = response(query.payload(), DnsMessage.TRUNCATED);
                Endpoint to = new Endpoint(query.sourceAddress(), query.sourcePort());
                query.release();
                udp.send(response.array(), response.start(), response.length(), to, now);
            }
            TcpConnection accepted = connection == null ? tcp.accept() : connection;
            connection = accepted;
            if (accepted != null && accepted.available() > 2) {
                byte[] octets = new byte[512];
                int count = accepted.receive(octets, 0, 512, now);
                assertEquals(count - 2, Bytes.u16(octets, 0));
                PacketBuffer query = PacketBuffer.copyOf(octets);
                query.trim(count);
                query.consume(2);
                PacketBuffer response = response(query, flagsOverTcp);
                int length = response.length();
                Bytes.put16(response.array(), response.prepend(2), length);
                accepted.send(response.array(), response.start(), length + 2, now);
                accepted.close(now);
                connection = null;
            }
        }

        private PacketBuffer response(PacketBuffer query, int flags) {
            queries++;
            DnsMessage message = DnsMessage.parse(query);
            DnsRecord record =
                    new DnsRecord(
                            message.questions().getFirst().name(),
                            DnsRecord.A,
                            DnsRecord.INTERNET,
                            60,
                            new DnsRecord.Data.Address(CLIENT));
            PacketBuffer response = PacketBuffer.unpooled(2, 512);
            new DnsMessage(
                            message.id(),
                            DnsMessage.RESPONSE | flags,
                            message.questions(),
                            flags == 0 ? List.of(record) : List.of(),
                            List.of(),
                            List.of())
                    .write(response);
            return response;
        }
    }

    @Test
    @DisplayName(
            "83: RFC 1035 4.2.1, RFC 7766 a truncated answer is asked for again over TCP, with the length before it")
    void truncatedName() {
        Pair pair = new Pair(Link.PERFECT.withDelay(1_000_000, 0));
        NameServer server = new NameServer(pair.server);
        DnsLookup lookup = pair.client.stack.resolver().resolve("www.test", pair.now());
        assertTrue(pair.network.runUntil(() -> lookup.answer() != null, 5 * SECOND));
        assertEquals(new DnsAnswer.Addresses(List.of(CLIENT)), lookup.answer());
        assertEquals(2, server.queries);
        pair.assertNoLeak();
    }

    @Test
    @DisplayName(
            "83: a server whose answers are truncated over TCP too is given up after some attempts")
    void truncatedForEver() {
        Pair pair = new Pair(Link.PERFECT.withDelay(1_000_000, 0));
        NameServer server = new NameServer(pair.server);
        server.flagsOverTcp = DnsMessage.TRUNCATED;
        DnsLookup lookup = pair.client.stack.resolver().resolve("www.test", pair.now());
        assertTrue(pair.network.runUntil(() -> lookup.answer() != null, 60 * SECOND));
        assertInstanceOf(DnsAnswer.Failed.class, lookup.answer());
        assertEquals(8, server.queries);
        pair.assertNoLeak();
    }

    @Test
    @DisplayName("55: without a server on the port, its ICMP errors end the lookup at once")
    void noNameServer() {
        Pair pair = new Pair(Link.PERFECT.withDelay(1_000_000, 0));
        DnsLookup lookup = pair.client.stack.resolver().resolve("www.test", pair.now());
        assertTrue(pair.network.runUntil(() -> lookup.answer() != null, SECOND));
        assertEquals(new DnsAnswer.Failed("name server unreachable"), lookup.answer());
    }

    @Test
    void aFrameForWhichThereIsNoMemoryIsDroppedAndComesAgain() {
        Pair pair = new Pair(Link.PERFECT);
        Endpoint local = pair.server.stack.tcp().bind(new Endpoint(Ipv4Address.ANY, 80));
        Listener listener = pair.server.stack.tcp().listen(local, 16);
        int[] failures = {1};
        listener.watcher(() -> {
            if (failures[0]-- > 0) {
                throw new OutOfMemoryError("as if");
            }
        });
        byte[] octet = {42};
        TcpConnection client = pair.client.stack.tcp().connect(ANY, SERVICE, pair.now());
        pair.network.runUntil(client::writable, pair.now() + 10 * SECOND);
        assertEquals(1, client.send(octet, 0, 1, pair.now()));
        List<TcpConnection> accepted = new ArrayList<>();
        pair.server.program(now -> {
            TcpConnection next = listener.accept();
            if (next != null) {
                accepted.add(next);
            }
        });
        pair.network.runUntil(
                () -> !accepted.isEmpty() && accepted.getFirst().readable(),
                pair.now() + 10 * SECOND);
        assertEquals(1, pair.server.stack.counters().value(Counters.Event.ETHERNET_NO_MEMORY));
        assertEquals(1, accepted.getFirst().receive(new byte[1], 0, 1, pair.now()));
        pair.assertNoLeak();
    }
}
