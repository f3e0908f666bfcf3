package dev.morgana.net.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.testkit.Link;
import dev.morgana.testkit.Port;
import dev.morgana.testkit.SimulatedNetwork;
import dev.morgana.wire.Bytes;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import dev.morgana.wire.TcpHeader;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A hundred thousand connection requests of nobody, and one client that means it.
final class SynFloodTest {
    private static final long MILLISECOND = 1_000_000;
    private static final int SYNS = 100_000;

    /// Sends a hundred SYNs each millisecond, each from another address.
    private static final class Attacker implements SimulatedNetwork.Node {
        private final SplittableRandom random = new SplittableRandom(3);
        private final PacketPool pool = new PacketPool(100, 1);
        private final TcpHeader header = new TcpHeader();
        private final Endpoint target;
        private @Nullable Port port;
        private long next = MILLISECOND;
        private int left = SYNS;

        Attacker(Endpoint target) {
            this.target = target;
        }

        @Override
        public void input(byte[] frame, long now) {}

        @Override
        public long poll(long now) {
            if (now >= next && left > 0) {
                next = now + MILLISECOND;
                for (int i = 0; i < 100; i++, left--) {
                    send();
                }
            }
            return left > 0 ? next : Long.MAX_VALUE;
        }

        private void send() {
            PacketBuffer buffer = pool.take();
            if (buffer == null || port == null) {
                throw new AssertionError("no buffer, no port");
            }
            Endpoint from =
                    new Endpoint(
                            new Ipv4Address(0x0b00_0000 | random.nextInt(1 << 24)),
                            random.nextInt(1, 65536));
            header.putPorts(from.port(), target.port());
            header.putFlags(TcpHeader.SYN);
            header.putNumbers(random.nextInt(), 0);
            header.options().putMaximumSegmentSize(1460);
            header.options().putTimestamps(random.nextInt(), 0);
            header.write(buffer);
            TcpScript.seal(buffer, from, target);
            byte[] frame = new byte[8 + buffer.length()];
            Bytes.put32(frame, 0, from.address().bits());
            Bytes.put32(frame, 4, target.address().bits());
            System.arraycopy(buffer.array(), buffer.start(), frame, 8, buffer.length());
            buffer.release();
            port.send(frame);
        }
    }

    @Test
    @DisplayName(
            "PROTOCOLS 102: RFC 4987: during 100,000 spoofed SYNs a client connects with all options and transfers")
    void honestClientGetsThrough() {
        SimulatedNetwork network =
                new SimulatedNetwork(Link.PERFECT.withDelay(20 * MILLISECOND, 0));
        TcpHost server = new TcpHost(Ipv4Address.of(10, 0, 0, 1), 1, TcpParameters.DEFAULT);
        TcpHost client = new TcpHost(Ipv4Address.of(10, 0, 0, 2), 2, TcpParameters.DEFAULT);
        Attacker attacker = new Attacker(server.at(80));
        server.attach(network);
        client.attach(network);
        attacker.port = network.attach(attacker);
        Listener listener = server.tcp.listen(server.at(80), 50);
        network.run(100 * MILLISECOND);
        assertTrue(server.tcp.counts().cookiesSent() > 5000);

        long now = network.clock().now();
        TcpConnection up = client.watch(client.tcp.connect(client.at(0), server.at(80), now));
        assertTrue(network.runUntil(listener::acceptable, now + 60 * MILLISECOND));
        TcpConnection down = listener.accept();
        assertTrue(down != null && down.recovery.isOn());
        assertTrue(down.rcv.scaled() && down.timestamps.isOn());
        byte[] one = Transfer.octets(200_000, 1);
        byte[] two = Transfer.octets(200_000, 2);
        Transfer outward = new Transfer(up, one, two);
        Transfer inward = new Transfer(server.watch(down), two, one);
        network.afterEachStep(() -> {
            outward.work(network.clock().now());
            inward.work(network.clock().now());
        });
        boolean done = network.runUntil(() -> outward.done() && inward.done(), 2000 * MILLISECOND);
        assertTrue(done, () -> "client " + outward + "; server " + inward);
        assertTrue(attacker.left > 10_000, "the flood ended early");

        network.run(2000 * MILLISECOND);
        assertEquals(0, attacker.left);
        int most = TcpParameters.Passive.DEFAULT.halfOpen() + 1;
        assertTrue(server.tcp.counts().connections() <= most);
        assertEquals(1, server.tcp.counts().cookiesAccepted());
        network.run(300_000 * MILLISECOND);
        assertEquals(0, server.tcp.counts().connections());
        assertEquals(0, server.tcp.counts().memory());
    }
}
