package dev.morgana.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.net.tcp.Listener;
import dev.morgana.net.tcp.TcpConnection;
import dev.morgana.net.udp.Datagram;
import dev.morgana.net.udp.UdpSocket;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Hostile frames into a whole stack: never an exception, never a buffer lost. The seed is fixed but in the soak, unless `-Dingress.seed=N`
/// sets another; a failure names its frame and seed.
class IngressTest {
    private static final int FRAMES = 100_000;

    /// A stack with open ports under a flood of frames.
    private static final class Flood {
        private final PacketPool pool = new PacketPool(2048, 256);
        private final long seed;
        private final SplittableRandom random;
        private final HostileFrames frames;
        private final NetworkInterface stack;
        private final UdpSocket socket;
        private final Listener listener;
        private long now;

        Flood(InterfaceConfiguration configuration, long seed) {
            this.seed = Long.getLong("ingress.seed", seed);
            random = new SplittableRandom(this.seed);
            frames = new HostileFrames(random.split());
            SplittableRandom entropy = random.split();
            MacAddress mac = new MacAddress(0x020000000001L);
            Card card = new Card(mac, 1500, Flood::discard);
            stack = NetworkInterface.over(card, pool, entropy::nextLong, configuration);
            stack.start(now);
            socket = stack.udp().open(new Endpoint(Ipv4Address.ANY, 1000));
            Endpoint local = stack.tcp().bind(new Endpoint(Ipv4Address.ANY, 80));
            listener = stack.tcp().listen(local, 16);
            stack.resolver().servers(List.of(Bench.PEER), now);
        }

        private static boolean discard(PacketBuffer frame) {
            frame.release();
            return true;
        }

        /// Feeds so many frames, and looks for leaks at the end, when all timers have run out.
        Counters run(Function<HostileFrames, PacketBuffer> kind, int count) {
            for (int i = 0; i < count; i++) {
                byte[] octets = kind.apply(frames).toByteArray();
                try {
                    feed(octets);
                } catch (RuntimeException | Error failure) {
                    String hex = HexFormat.of().formatHex(octets);
                    throw new AssertionError(
                            "with -Dingress.seed=" + seed + ", frame " + i + ": " + hex, failure);
                }
            }
            for (int i = 0; i < 1000; i++) {
                now += 10_000_000_000L;
                work();
            }
            listener.close(now);
            socket.close();
            stack.stop(now);
            stack.poll(now);
            assertEquals(0, pool.inUse());
            return stack.counters();
        }

        private void feed(byte[] octets) {
            PacketBuffer buffer = pool.take();
            assertNotNull(buffer, "pool exhausted");
            buffer.append(octets, 0, octets.length);
            stack.input(buffer, now);
            if (random.nextInt(8) == 0) {
                now += random.nextInt(1_000_000);
                work();
            }
        }

        private void work() {
            stack.poll(now);
            for (Datagram datagram = socket.receive();
                    datagram != null;
                    datagram = socket.receive()) {
                datagram.release();
            }
            TcpConnection accepted = listener.accept();
            if (accepted != null) {
                accepted.abort(now);
            }
            if (random.nextInt(100) == 0) {
                stack.resolver().resolve("name" + random.nextInt(10) + ".test", now);
            }
        }
    }

    private static void flood(Function<HostileFrames, PacketBuffer> kind) {
        Counters counters = new Flood(Bench.fixedConfiguration(), 1).run(kind, FRAMES);
        assertTrue(counters.value(Counters.Event.IPV4_DELIVERED) > FRAMES / 10, "too shallow");
    }

    @Test
    @DisplayName("51: 100,000 malformed frames raise nothing and leak nothing")
    void malformedFrames() {
        flood(HostileFrames::malformed);
    }

    @Test
    @DisplayName("46: 100,000 truncated frames raise nothing and leak nothing")
    void truncatedFrames() {
        flood(HostileFrames::truncated);
    }

    @Test
    @DisplayName("46: 100,000 random frames raise nothing and leak nothing")
    void randomFrames() {
        flood(HostileFrames::noise);
    }

    @Test
    @Tag("soak")
    @DisplayName("46: 1,000,000 random frames raise nothing and leak nothing, each time others")
    void millionRandomFrames() {
        long seed = System.nanoTime();
        System.out.println("with -Dingress.seed=" + seed);
        Counters counters =
                new Flood(Bench.fixedConfiguration(), seed).run(HostileFrames::noise, 1_000_000);
        assertTrue(counters.value(Counters.Event.IPV4_DELIVERED) > 100_000, "too shallow");
    }

    @Test
    @DisplayName("100,000 well-formed frames of every kind raise nothing and leak nothing")
    void wellFormedFrames() {
        flood(HostileFrames::wellFormed);
    }

    @Test
    @DisplayName("81: the same before DHCP has given an address")
    void withoutAddress() {
        Counters counters =
                new Flood(InterfaceConfiguration.DYNAMIC, 1).run(HostileFrames::malformed, FRAMES);
        assertTrue(counters.value(Counters.Event.IPV4_DELIVERED) > 1000, "too shallow");
    }
}
