package dev.morgana.net.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.testkit.Link;
import dev.morgana.testkit.SimulatedNetwork;
import dev.morgana.wire.Ipv4Address;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Two hosts with one connection, over which each sends the other a known stream. Invariants are checked after every step.
final class TransferPair {
    private static final int PORT = 5000;
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    /// No power of two, so that octets at a wrong place are the wrong octets.
    private static final int PATTERN = 1_000_003;

    final SimulatedNetwork network;
    final TcpHost client;
    final TcpHost server;
    private final Listener listener;
    private final TcpConnection connection;
    private final Transfer outward;
    private @Nullable Transfer inward;
    private final long up;
    private final long down;
    private final byte[] upPattern;
    private final byte[] downPattern;
    private final long began;
    private long ended;

    /// A client that will send `up` octets to a server that will send `down`.
    TransferPair(Link link, long up, long down, TcpParameters parameters) {
        network = new SimulatedNetwork(link);
        client = new TcpHost(Ipv4Address.of(10, 0, 0, 1), link.seed() * 2 + 1, parameters);
        server = new TcpHost(Ipv4Address.of(10, 0, 0, 2), link.seed() * 2 + 2, parameters);
        client.attach(network);
        server.attach(network);
        this.up = up;
        this.down = down;
        upPattern = Transfer.octets(PATTERN, link.seed());
        downPattern = Transfer.octets(PATTERN, link.seed() + 1);
        listener = server.tcp.listen(server.at(80), 5);
        began = start(link.seed());
        network.run(began);
        connection = client.watch(client.tcp.connect(client.at(PORT), server.at(80), began));
        outward = new Transfer(connection, upPattern, up, downPattern, down);
        network.afterEachStep(this::step);
    }

    /// A time at which one end's initial sequence number lies just before the wrap: with odd seeds the client's.
    private long start(long seed) {
        int hash =
                seed % 2 == 1
                        ? client.tcp.initialSequenceNumber(client.at(PORT), server.at(80), 0)
                        : server.tcp.initialSequenceNumber(server.at(80), client.at(PORT), 0);
        return ((0xffff_0000 - hash) & 0xffff_ffffL) * 4000;
    }

    private void step() {
        long now = network.clock().now();
        if (inward == null) {
            TcpConnection accepted = listener.accept();
            if (accepted != null) {
                inward = new Transfer(server.watch(accepted), downPattern, down, upPattern, up);
            }
        } else {
            inward.work(now);
        }
        if (connection.state() != TcpState.SYN_SENT) {
            outward.work(now);
        }
        client.checkInvariants();
        server.checkInvariants();
    }

    private boolean done() {
        return outward.done() && inward != null && inward.done();
    }

    /// Runs until both streams have arrived and everything is closed and forgotten.
    void run() {
        boolean done = network.runUntil(this::done, network.clock().now() + 100 * HOUR);
        assertTrue(done, () -> "client " + outward + "; server " + inward);
        ended = network.clock().now();
        network.run(network.clock().now() + HOUR);
        assertEquals(0, client.tcp.counts().connections());
        assertEquals(0, server.tcp.counts().connections());
        assertEquals(0, client.tcp.counts().memory());
        assertEquals(0, server.tcp.counts().memory());
    }

    /// Seconds of the network's time that the streams took.
    double seconds() {
        return (ended - began) / 1e9;
    }
}
