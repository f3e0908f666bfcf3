package dev.morgana.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.net.dns.DnsAnswer;
import dev.morgana.net.dns.DnsLookup;
import dev.morgana.net.tcp.Listener;
import dev.morgana.net.tcp.TcpConnection;
import dev.morgana.net.tcp.TcpCounters;
import dev.morgana.net.tcp.TcpLayer;
import dev.morgana.net.udp.Datagram;
import dev.morgana.net.udp.UdpSocket;
import dev.morgana.testkit.Link;
import dev.morgana.testkit.ScarceMemory;
import dev.morgana.testkit.SimulatedNetwork;
import dev.morgana.wire.Bytes;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.Ipv4Prefix;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.UdpHeader;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whichever allocations of the stack fail: what was under way goes on when there is memory again, nothing arrives that was not sent, and in the end nothing is held.
class ScarceMemoryTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Endpoint ANY = new Endpoint(Ipv4Address.ANY, 0);
    private static final Link LINK =
            Link.PERFECT.withDelay(1_000_000, 500_000).withReorder(0.3).withSeed(3);
    private static final Endpoint LOCAL = new Endpoint(Ipv4Address.ANY, 80);

    private static List<Class<? extends Runnable>> scenarios() {
        return List.of(
                Stream.class,
                LossyStream.class,
                InnerStream.class,
                Datagrams.class,
                Names.class,
                Absent.class);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    @DisplayName("one allocation fails, each in turn")
    void one(Class<? extends Runnable> scenario) {
        assertTrue(ScarceMemory.each(1, scenario) > 20);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    @DisplayName("two fail in a row")
    void two(Class<? extends Runnable> scenario) {
        assertTrue(ScarceMemory.each(2, scenario) > 20);
    }

    private static byte[] random(int size) {
        byte[] data = new byte[size];
        new Random(size).nextBytes(data);
        return data;
    }

    /// Two machines of which one has an address and tells names.
    private abstract static class Scenario implements Runnable {
        final SimulatedNetwork network;
        final SimulatedMachine server;
        final SimulatedMachine client;

        Scenario(InterfaceConfiguration configuration, Link link) {
            network = new SimulatedNetwork(link);
            server =
                    SimulatedMachine.on(
                            network, 0x020000000001L, NameAndAddressServer.CONFIGURATION);
            client = SimulatedMachine.on(network, 0x020000000002L, configuration);
        }

        Scenario() {
            this(Bench.fixedConfiguration(), LINK);
        }

        final long now() {
            return network.clock().now();
        }

        final void await(BooleanSupplier goal) {
            assertTrue(network.runUntil(goal, now() + 200 * SECOND), "it did not come about");
        }

        /// A user that tries again.
        static <T> T insist(Supplier<T> call) {
            for (int attempt = 0; attempt < 100; attempt++) {
                try {
                    return call.get();
                } catch (OutOfMemoryError e) {
                    // again
                }
            }
            throw new AssertionError("memory is short for ever");
        }

        /// After four minutes nothing is left of it, and the ports are free.
        final void assertNothingHeld() {
            network.run(now() + 240 * SECOND);
            ScarceMemory.enough();
            for (SimulatedMachine machine : List.of(server, client)) {
                assertEquals(0, machine.pool.inUse(), "packet buffers");
                TcpCounters.Snapshot counts = machine.stack.tcp().counts();
                assertEquals(0, counts.connections(), "connections");
                assertEquals(0, counts.memory(), "buffers of connections");
                assertAllDatagramsFit(machine);
                TcpLayer tcp = machine.stack.tcp();
                tcp.listen(tcp.bind(LOCAL), 1).close(now());
            }
        }

        /// Nobody holds a part of the room for datagrams that wait.
        private void assertAllDatagramsFit(SimulatedMachine machine) {
            UdpSocket socket = machine.stack.udp().open(LOCAL);
            Endpoint to = new Endpoint(Ipv4Address.LOOPBACK, LOCAL.port());
            for (int i = 0; i < UdpSocket.QUEUE_LIMIT; i++) {
                socket.send(new byte[1], 0, 1, to, now());
                network.pollAll();
            }
            int received = 0;
            for (Datagram next = socket.receive(); next != null; next = socket.receive()) {
                received++;
                next.release();
            }
            assertEquals(UdpSocket.QUEUE_LIMIT, received);
            socket.close();
        }
    }

    /// A connection that gives back what comes.
    private static final class Echo {
        private final TcpConnection connection;
        private final byte[] octets = new byte[4096];
        private int held;
        boolean ended;

        Echo(TcpConnection connection) {
            this.connection = connection;
        }

        void run(long now) {
            boolean moved = true;
            while (moved && !ended) {
                moved = false;
                if (held == 0 && connection.readable()) {
                    int count = connection.receive(octets, 0, octets.length, now);
                    ended = count < 0;
                    held = Math.max(count, 0);
                }
                if (held > 0 && connection.writable()) {
                    int sent = connection.send(octets, 0, held, now);
                    System.arraycopy(octets, sent, octets, 0, held - sent);
                    held -= sent;
                    moved = sent > 0;
                }
            }
            if (ended) {
                connection.close(now);
            }
        }
    }

    /// A connection over which a text goes there and back, in small pieces.
    private static class Stream extends Scenario {
        private final byte[] data = random(20_000);
        private final byte[] received = new byte[data.length + 1];
        private int sent;
        private int arrived;
        private boolean shut;
        private boolean ended;
        private @Nullable Echo echo;
        private @Nullable TcpConnection connection;

        Stream() {
            this(LINK);
        }

        Stream(Link link) {
            super(Bench.fixedConfiguration(), link);
        }

        /// The machine that connects.
        SimulatedMachine caller() {
            return client;
        }

        @Override
        public void run() {
            TcpLayer tcp = server.stack.tcp();
            Endpoint local = insist(() -> tcp.bind(LOCAL));
            Listener listener = insist(() -> tcp.listen(local, 4));
            server.program(now -> {
                if (caller() == server) {
                    call(now);
                }
                serve(listener, now);
            });
            if (caller() != server) {
                client.program(this::call);
            }
            connection =
                    insist(() ->
                            caller().stack.tcp().connect(ANY, new Endpoint(Bench.PEER, 80), now()));
            await(() -> ended);
            assertEquals(data.length, arrived);
            assertArrayEquals(data, Arrays.copyOf(received, arrived));
            listener.close(now());
            tcp.unbind(local);
            assertNothingHeld();
        }

        private void serve(Listener listener, long now) {
            if (echo == null) {
                TcpConnection accepted = listener.accept();
                echo = accepted == null ? null : new Echo(accepted);
            }
            if (echo != null && !echo.ended) {
                echo.run(now);
            }
        }

        private void call(long now) {
            TcpConnection open = connection;
            if (open == null || ended) {
                return;
            }
            if (open.writable() && sent < data.length) {
                int most = Math.min(2000, data.length - sent);
                sent += Math.max(open.send(data, sent, most, now), 0);
            }
            if (sent == data.length && !shut) {
                open.shutdownOutput(now);
                shut = true;
            }
            while (!ended && open.readable()) {
                int count = open.receive(received, arrived, received.length - arrived, now);
                ended = count < 0;
                arrived += Math.max(count, 0);
            }
            if (ended) {
                open.close(now);
            }
        }
    }

    /// The same where segments are lost, so that there are losses to find and text to send again.
    private static final class LossyStream extends Stream {
        LossyStream() {
            super(LINK.withLoss(0.1).withDuplicate(0.1));
        }
    }

    /// The same inside one machine.
    private static final class InnerStream extends Stream {
        @Override
        SimulatedMachine caller() {
            return server;
        }
    }

    /// Datagrams in fragments.
    private static final class Datagrams extends Scenario {
        private final byte[] data = random(6000);
        private int asked;
        private int received;

        @Override
        public void run() {
            UdpSocket echo = insist(() -> server.stack.udp().open(LOCAL));
            UdpSocket socket = insist(() -> client.stack.udp().open(ANY));
            Endpoint source = new Endpoint(Bench.OURS, socket.local().port());
            server.program(now -> {
                asked += take(echo);
                for (; asked > 0; asked--) {
                    echo.send(data, 0, data.length, source, now);
                }
            });
            client.program(now -> received += take(socket));
            for (int round = 1; round <= 3; round++) {
                for (int attempt = 0; attempt < 20 && received < round; attempt++) {
                    insist(() ->
                            socket.send(data, 0, data.length, new Endpoint(Bench.PEER, 80), now()));
                    int goal = round;
                    network.runUntil(() -> received >= goal, now() + SECOND);
                }
            }
            assertTrue(received >= 3);
            network.run(now() + 5 * SECOND);
            socket.close();
            echo.close();
            assertNothingHeld();
        }

        private int take(UdpSocket socket) {
            int count = 0;
            for (Datagram next = socket.receive(); next != null; next = socket.receive()) {
                PacketBuffer payload = next.payload();
                byte[] octets = Arrays.copyOfRange(payload.array(), payload.start(), payload.end());
                next.release();
                assertArrayEquals(data, octets);
                count++;
            }
            return count;
        }
    }

    /// An address by DHCP, a name, and what becomes of both in twenty minutes.
    private static final class Names extends Scenario {
        /// Where the datagram begins in a frame.
        private static final int DATAGRAM = EthernetHeader.SIZE + Ipv4Header.SIZE;

        private final Ipv4Prefix given = new Ipv4Prefix(Bench.OURS, 24);
        private final DnsAnswer wanted = new DnsAnswer.Addresses(List.of(Bench.OUTSIDE));
        private final NameAndAddressServer answers;

        /// What no stack takes, as it comes from nobody.
        private final ArrayDeque<byte[]> asked = new ArrayDeque<>();

        Names() {
            super(InterfaceConfiguration.DYNAMIC.withHostname("scarce"), LINK);
            client.stack.resolver();
            answers = new NameAndAddressServer(server.stack, Bench.OURS);
            server.program(this::serve);
            network.tap((frame, now) -> {
                if (Bytes.u16(frame, DATAGRAM + 2) == 67) {
                    asked.add(frame.clone());
                }
            });
        }

        private void serve(long now) {
            answers.run(now);
            while (!asked.isEmpty()) {
                PacketBuffer request = PacketBuffer.copyOf(asked.getFirst());
                request.consume(DATAGRAM + UdpHeader.SIZE);
                answers.lease(request, now);
                asked.removeFirst();
            }
        }

        @Override
        public void run() {
            await(() ->
                    given.equals(client.stack.address())
                            && List.of(Bench.PEER).equals(client.stack.resolver().servers()));
            DnsLookup lookup = insist(() -> client.stack.resolver().resolve("www.test", now()));
            await(() -> lookup.answer() != null);
            assertEquals(wanted, lookup.answer());
            network.run(now() + 1200 * SECOND);
            assertEquals(given, client.stack.address());
            answers.close();
            assertNothingHeld();
        }
    }

    /// A machine that is not there.
    private static final class Absent extends Scenario {
        private final Endpoint absent = new Endpoint(Ipv4Address.of(10, 0, 0, 99), 80);

        @Override
        public void run() {
            UdpSocket socket = insist(() -> client.stack.udp().open(ANY));
            socket.connect(absent);
            insist(() -> socket.send(new byte[9], 0, 9, absent, now()));
            TcpConnection asked = insist(() -> client.stack.tcp().connect(ANY, absent, now()));
            await(() -> asked.failure() != null);
            socket.close();
            assertNothingHeld();
        }
    }
}
