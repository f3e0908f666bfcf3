package dev.morgana.net.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.testkit.Property;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.TcpHeader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Segments of a peer that follows no rule. Whatever it sends: nothing is thrown, no buffer leaks, the invariants hold.
final class RandomSegmentsTest {
    private static final int PORT = 80;
    private static final Ipv4Address PEER = Ipv4Address.of(10, 0, 0, 2);

    /// A host, its hostile peer and its user, who does anything too.
    private static final class Chaos {
        final RandomGenerator random;
        final TcpHost host;
        final Listener listener;
        final List<TcpConnection> open = new ArrayList<>();
        final TcpHeader header = new TcpHeader();
        final byte[] octets = new byte[3000];
        long now = 1;

        Chaos(RandomGenerator random) {
            this.random = random;
            TcpParameters parameters =
                    TcpParameters.DEFAULT
                            .withBuffers(5000, 4000)
                            .withMemory(random.nextInt(100_000))
                            .withPassive(new TcpParameters.Passive(8, 8));
            host = new TcpHost(Ipv4Address.of(10, 0, 0, 1), random.nextLong(), parameters);
            host.largestBuffer = 6000;
            listener = host.tcp.listen(host.at(PORT), 4);
        }

        void step() {
            host.starved = random.nextInt(10) == 0;
            switch (random.nextInt(12)) {
                case 0 -> time();
                case 1, 2 -> user();
                case 3 -> accept();
                default -> segment();
            }
            host.checkInvariants();
        }

        long outdated() {
            return host.tcp.counts().outdated();
        }

        private void time() {
            now += 1L << random.nextInt(36);
            host.poll(now);
        }

        private void accept() {
            TcpConnection c = listener.accept();
            if (c == null && open.size() < 4) {
                c = host.tcp.connect(host.at(0), new Endpoint(PEER, random.nextInt(1, 9)), now);
            }
            if (c != null) {
                open.add(host.watch(c));
            }
        }

        private void user() {
            if (open.isEmpty()) {
                return;
            }
            TcpConnection c = open.get(random.nextInt(open.size()));
            int count = random.nextInt(octets.length);
            switch (random.nextInt(12)) {
                case 0 -> c.close(now);
                case 1 -> c.abort(now);
                case 2 -> c.shutdownOutput(now);
                case 3 -> c.shutdownInput();
                case 4 -> c.noDelay(random.nextBoolean());
                case 5 -> c.keepAlive(random.nextBoolean());
                case 6 -> c.receiveBufferSize(random.nextInt(6000));
                case 7, 8, 9 -> c.send(octets, 0, count, now);
                default -> c.receive(octets, 0, count, now);
            }
            if (c.state() == TcpState.CLOSED || c.state() == TcpState.TIME_WAIT) {
                c.close(now);
                open.remove(c);
                host.watched.remove(c);
            }
        }

        private void segment() {
            PacketBuffer buffer = host.pool.take();
            assertTrue(buffer != null, "packet buffers leaked");
            if (random.nextInt(20) == 0) {
                buffer.append(octets, 0, random.nextInt(100));
                random.nextBytes(octets);
                host.tcp.input(buffer, PEER, host.address, now);
                return;
            }
            Endpoint from = new Endpoint(PEER, random.nextInt(1, 9));
            Endpoint to = host.at(PORT);
            int seq = random.nextInt();
            int ack = random.nextInt();
            if (!open.isEmpty() && random.nextInt(10) > 0) {
                TcpConnection c = open.get(random.nextInt(open.size()));
                from = c.remote();
                to = c.local();
                seq = c.rcv.nxt() + near(c.rcv.window());
                ack = c.snd.una() + near(c.snd.nxt() - c.snd.una());
            }
            buffer.append(octets, 0, random.nextInt(4) == 0 ? random.nextInt(1400) : 0);
            fill(seq, ack);
            fillOptions(from, to);
            header.putPorts(from.port(), to.port());
            header.write(buffer);
            TcpScript.seal(buffer, from, to);
            host.tcp.input(buffer, PEER, host.address, now);
            if (random.nextBoolean()) {
                host.poll(now);
            }
        }

        private int near(int size) {
            return switch (random.nextInt(6)) {
                case 0 -> size;
                case 1 -> random.nextInt(-3, 4);
                case 2 -> random.nextInt(size + 2);
                case 3 -> -random.nextInt(70_000);
                default -> 0;
            };
        }

        private void fill(int seq, int ack) {
            boolean wild = random.nextInt(6) == 0;
            header.putFlags(wild ? random.nextInt(256) : TcpHeader.ACK);
            if (random.nextInt(25) == 0) {
                header.putFlags(TcpHeader.SYN);
            } else if (random.nextInt(25) == 0) {
                header.putFlags(TcpHeader.FIN | TcpHeader.ACK);
            }
            header.putNumbers(seq, ack);
            header.putWindow(random.nextInt(4) == 0 ? random.nextInt(10) : random.nextInt(65536));
            header.putUrgentPointer(random.nextInt(65536));
            header.options().clear();
            if (header.has(TcpHeader.SYN) || random.nextInt(4) == 0) {
                header.options().putMaximumSegmentSize(random.nextInt(2000));
                header.options().putWindowShift(random.nextInt(-1, 20));
                header.options().putSackPermitted(random.nextInt(4) > 0);
            }
        }

        /// Timestamps that mostly go on, selective acknowledgments that mostly lie in what was sent.
        private void fillOptions(Endpoint from, Endpoint to) {
            TcpConnection c = null;
            for (TcpConnection candidate : open) {
                boolean match = candidate.remote().equals(from) && candidate.local().equals(to);
                c = match ? candidate : c;
            }
            if (c == null) {
                if (random.nextBoolean()) {
                    header.options().putTimestamps(random.nextInt(100), 0);
                }
                return;
            }
            if (c.timestamps.isOn() == (random.nextInt(20) > 0)) {
                int value = c.timestamps.recent() + random.nextInt(-1, 10);
                header.options().putTimestamps(value, c.timestamps.value(now) - random.nextInt(9));
            }
            int room = header.options().timestamps() ? 3 : 4;
            for (int i = random.nextInt(2 * room) - room; i > 0; i--) {
                int sent = c.snd.nxt() - c.snd.una();
                int left = c.snd.una() + random.nextInt(-2, sent + 2);
                header.options().addSackBlock(left, left + random.nextInt(-1, sent + 2));
            }
            while (header.options().length() > 40) {
                header.options().clear();
            }
        }
    }

    @Test
    @DisplayName(
            "PROTOCOLS 4, 35: 100,000 random segments between any user calls: nothing thrown, nothing leaked")
    void hostilePeer() {
        Map<TcpState, Integer> reached = new EnumMap<>(TcpState.class);
        int[] recovering = new int[1];
        long[] outdated = new long[1];
        Property.check(
                100,
                random -> {
                    Chaos chaos = new Chaos(random);
                    for (int i = 0; i < 1500; i++) {
                        chaos.step();
                        for (TcpConnection c : chaos.open) {
                            reached.merge(c.state(), 1, Integer::sum);
                            recovering[0] += c.recovery.isActive() ? 1 : 0;
                            outdated[0] = Math.max(outdated[0], chaos.outdated());
                        }
                    }
                    chaos.host.starved = false;
                    for (TcpConnection c : chaos.open) {
                        c.abort(chaos.now);
                        c.close(chaos.now);
                    }
                    chaos.listener.close(chaos.now);
                    chaos.host.poll(chaos.now + 3_600_000_000_000L);
                    chaos.host.poll(chaos.now + 2 * 3_600_000_000_000L);
                    assertEquals(0, chaos.host.tcp.counts().connections());
                    assertEquals(0, chaos.host.tcp.counts().memory());
                });
        assertTrue(reached.getOrDefault(TcpState.ESTABLISHED, 0) > 100, "the test never got far");
        assertTrue(reached.getOrDefault(TcpState.CLOSE_WAIT, 0) > 10, "the test never got far");
        assertTrue(recovering[0] > 0, "the test never recovered");
        assertTrue(outdated[0] > 0, "nothing was outdated");
    }
}
