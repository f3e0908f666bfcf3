package dev.morgana.net.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.testkit.Link;
import dev.morgana.testkit.SimulatedNetwork;
import dev.morgana.wire.Ipv4Address;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Two stacks over a network that loses, reorders, duplicates and damages what they send.
final class LossyNetworkTest {
    private static final int PORT = 5000;
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final Link LINK =
            Link.PERFECT
                    .withDelay(TimeUnit.MILLISECONDS.toNanos(5), TimeUnit.MILLISECONDS.toNanos(1))
                    .withBandwidth(100_000_000, 256 << 10);

    /// Both ends, with a transfer each.
    private static final class Pair {
        final SimulatedNetwork network;
        final TcpHost client;
        final TcpHost server;
        final Listener listener;
        final TcpConnection connection;
        final Transfer outward;
        @Nullable Transfer inward;
        final byte[] up;
        final byte[] down;

        Pair(Link link, int up, int down, TcpParameters parameters) {
            network = new SimulatedNetwork(link);
            client = new TcpHost(Ipv4Address.of(10, 0, 0, 1), link.seed() * 2 + 1, parameters);
            server = new TcpHost(Ipv4Address.of(10, 0, 0, 2), link.seed() * 2 + 2, parameters);
            client.attach(network);
            server.attach(network);
            this.up = Transfer.octets(up, link.seed());
            this.down = Transfer.octets(down, link.seed() + 1);
            listener = server.tcp.listen(server.at(80), 5);
            network.run(start(link.seed()));
            connection =
                    client.watch(
                            client.tcp.connect(
                                    client.at(PORT), server.at(80), network.clock().now()));
            outward = new Transfer(connection, this.up, this.down);
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
                inward = accepted == null ? null : new Transfer(server.watch(accepted), down, up);
            } else {
                inward.work(now);
            }
            if (connection.state() != TcpState.SYN_SENT) {
                outward.work(now);
            }
            client.checkInvariants();
            server.checkInvariants();
        }

        boolean done() {
            return outward.done() && inward != null && inward.done();
        }

        void run() {
            boolean done = network.runUntil(this::done, network.clock().now() + 10 * HOUR);
            assertTrue(done, () -> "client " + outward + "; server " + inward);
            network.run(network.clock().now() + HOUR);
            assertEquals(0, client.tcp.counts().connections());
            assertEquals(0, server.tcp.counts().connections());
            assertEquals(0, client.tcp.counts().memory());
            assertEquals(0, server.tcp.counts().memory());
        }
    }

    @ParameterizedTest(name = "loss {0}, reordering {1}, duplication {2}, corruption {3}")
    @CsvSource({
        "0,    0,    0,    0",
        "0.01, 0,    0,    0",
        "0.05, 0.05, 0,    0",
        "0.15, 0,    0,    0",
        "0,    0.2,  0.1,  0",
        "0.01, 0.02, 0.02, 0.02",
        "0.15, 0.15, 0.15, 0.05",
    })
    @DisplayName("PROTOCOLS 16-20, 43, 94: transfers both ways arrive intact over bad links")
    void arrivesIntact(double loss, double reorder, double duplicate, double corrupt) {
        for (int seed = 1; seed <= 4; seed++) {
            Link link =
                    LINK.withLoss(loss)
                            .withReorder(reorder)
                            .withDuplicate(duplicate)
                            .withCorrupt(corrupt)
                            .withSeed(seed);
            new Pair(link, 400_000, 300_000, TcpParameters.DEFAULT).run();
        }
    }

    @Test
    @DisplayName("PROTOCOLS 27: tiny buffers at both ends still make progress under loss")
    void tinyBuffers() {
        for (int seed = 1; seed <= 4; seed++) {
            Link link = LINK.withLoss(0.05).withReorder(0.05).withSeed(seed);
            new Pair(link, 100_000, 100_000, TcpParameters.DEFAULT.withBuffers(3000, 2000)).run();
        }
    }

    @Test
    void oneDirectionFillsTheLine() {
        Pair pair = new Pair(LINK, 10_000_000, 0, TcpParameters.DEFAULT);
        pair.run();
        assertEquals(0, pair.client.tcp.counts().retransmitted());
    }
}
