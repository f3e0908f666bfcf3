package dev.morgana.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SimulatedNetworkTest {
    private static final long MILLISECOND = 1_000_000;

    /// Notes what arrives and when; has a deadline if given one.
    private static final class Notes implements SimulatedNetwork.Node {
        final List<byte[]> frames = new ArrayList<>();
        final List<Long> times = new ArrayList<>();
        final List<Long> polls = new ArrayList<>();
        long deadline = Long.MAX_VALUE;

        @Override
        public void input(byte[] frame, long now) {
            frames.add(frame);
            times.add(now);
        }

        @Override
        public long poll(long now) {
            polls.add(now);
            if (deadline <= now) {
                deadline = Long.MAX_VALUE;
            }
            return deadline;
        }

        String order() {
            StringBuilder order = new StringBuilder();
            frames.forEach(frame -> order.append((char) frame[0]));
            return order.toString();
        }
    }

    private final Notes a = new Notes();
    private final Notes b = new Notes();

    private static byte[] frame(int first, int size) {
        byte[] frame = new byte[size];
        frame[0] = (byte) first;
        return frame;
    }

    @Test
    @DisplayName("a frame arrives at the other ports after transmission and delay")
    void delay() {
        var network =
                new SimulatedNetwork(
                        Link.PERFECT
                                .withBandwidth(8_000_000, Long.MAX_VALUE)
                                .withDelay(MILLISECOND, 0));
        Port port = network.attach(a);
        network.attach(b);
        port.send(frame('x', 1000));
        port.send(frame('y', 1000));
        network.run(10 * MILLISECOND);
        assertEquals("xy", b.order());
        assertEquals(List.of(2 * MILLISECOND, 3 * MILLISECOND), b.times);
        assertEquals("", a.order());
        assertEquals(10 * MILLISECOND, network.clock().now());
    }

    @Test
    @DisplayName("a full queue drops the frame that finds no room")
    void queue() {
        var network = new SimulatedNetwork(Link.PERFECT.withBandwidth(8_000_000, 1500));
        Port port = network.attach(a);
        network.attach(b);
        for (int i = 0; i < 4; i++) {
            port.send(frame('0' + i, 1000));
        }
        network.run(10 * MILLISECOND);
        assertEquals("01", b.order());
        assertEquals(2, port.dropped());
    }

    @Test
    @DisplayName("a node is polled at the deadline that it named")
    void deadline() {
        var network = new SimulatedNetwork(Link.PERFECT);
        network.attach(a);
        a.deadline = 5 * MILLISECOND;
        assertTrue(network.runUntil(() -> a.polls.size() == 2, 10 * MILLISECOND));
        assertEquals(List.of(0L, 5 * MILLISECOND), a.polls);
        assertFalse(network.runUntil(() -> false, 10 * MILLISECOND));
    }

    @Test
    @DisplayName("jitter alone keeps the order; reordering does not")
    void order() {
        assertEquals("0123456789", send(Link.PERFECT.withDelay(MILLISECOND, MILLISECOND)));
        String reordered =
                send(Link.PERFECT.withDelay(MILLISECOND, 0).withReorder(0.5).withSeed(1));
        assertEquals(10, reordered.length());
        assertFalse(reordered.equals("0123456789"), reordered);
    }

    @Test
    @DisplayName("loss, duplication and corruption do what they say, and a seed repeats a run")
    void faults() {
        assertEquals("", send(Link.PERFECT.withLoss(1)));
        assertEquals("00112233445566778899", send(Link.PERFECT.withDuplicate(1)));
        assertFalse(send(Link.PERFECT.withCorrupt(1).withSeed(1)).equals("0123456789"));
        Link bad = Link.PERFECT.withLoss(0.3).withReorder(0.3).withDuplicate(0.3).withSeed(7);
        assertEquals(send(bad), send(bad));
    }

    private String send(Link link) {
        var network = new SimulatedNetwork(link);
        Port port = network.attach(a);
        Notes to = new Notes();
        network.attach(to);
        for (int i = 0; i < 10; i++) {
            port.send(frame('0' + i, 1));
        }
        network.run(1_000 * MILLISECOND);
        return to.order();
    }

    @Test
    @DisplayName("a pulled cable carries nothing")
    void pulled() {
        var network = new SimulatedNetwork(Link.PERFECT);
        Port from = network.attach(a);
        Port to = network.attach(b);
        to.connected(false);
        from.send(frame('x', 1));
        network.run(1);
        to.connected(true);
        from.send(frame('y', 1));
        network.run(2);
        assertEquals("y", b.order());
    }

    @Test
    @DisplayName("a capture has the pcap header and one record per frame")
    void pcap() {
        var bytes = new ByteArrayOutputStream();
        var network = new SimulatedNetwork(Link.PERFECT);
        network.tap(new PcapWriter(bytes, PcapWriter.ETHERNET));
        Port port = network.attach(a);
        network.attach(b);
        network.run(1_000_000_007L);
        port.send(new byte[] {1, 2});
        assertArrayEquals(
                HexFormat.of()
                        .parseHex(
                                "4d3cb2a1020004000000000000000000000004000100000001000000"
                                        + "0700000002000000020000000102"),
                bytes.toByteArray());
    }
}
