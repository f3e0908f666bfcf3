package dev.morgana.net.ip;

import static dev.morgana.net.Bench.OURS;
import static dev.morgana.net.Bench.PEER;
import static dev.morgana.net.Bench.SECOND;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.net.Bench;
import dev.morgana.net.Counters.Event;
import dev.morgana.net.udp.Datagram;
import dev.morgana.net.udp.UdpSocket;
import dev.morgana.testkit.Property;
import dev.morgana.testkit.ScarceMemory;
import dev.morgana.wire.ArpPacket;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Icmpv4Message;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.Octets;
import dev.morgana.wire.PacketBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReassemblyTest {
    private final Bench bench = Bench.withPeer();
    private final UdpSocket socket = bench.stack.udp().open(new Endpoint(Ipv4Address.ANY, 1000));

    /// A part of a packet's payload.
    private record Part(int offset, int end, boolean more) {}

    private void part(int identification, byte[] payload, Part part) {
        part(bench, identification, payload, part);
    }

    private static void part(Bench bench, int identification, byte[] payload, Part part) {
        Ipv4Header header =
                new Ipv4Header(
                        0,
                        identification,
                        part.more ? Ipv4Header.MORE_FRAGMENTS : 0,
                        part.offset / 8,
                        64,
                        Ipv4Header.UDP,
                        PEER,
                        OURS,
                        Octets.NONE);
        bench.packet(header, Arrays.copyOfRange(payload, part.offset, part.end));
    }

    /// A UDP datagram with `size` octets of data, without IP header.
    private static byte[] segment(int size) {
        byte[] data = new byte[size];
        new Random(size).nextBytes(data);
        PacketBuffer packet = Bench.udp(PEER, 7, OURS, 1000, data);
        packet.consume(20);
        return packet.toByteArray();
    }

    private static List<Part> parts(int length, int unit) {
        List<Part> parts = new ArrayList<>();
        for (int offset = 0; offset < length; offset += unit) {
            int end = Math.min(offset + unit, length);
            parts.add(new Part(offset, end, end < length));
        }
        return parts;
    }

    private void assertReceived(byte[] segment) {
        Datagram datagram = socket.receive();
        assertNotNull(datagram);
        assertArrayEquals(
                Arrays.copyOfRange(segment, 8, segment.length), datagram.payload().toByteArray());
        datagram.release();
        bench.assertNoLeak();
    }

    @Test
    @DisplayName(
            "50: RFC 1122 3.3.2 fragments in any order, some twice, become the packet, up to 65535 octets")
    void anyOrder() {
        Property.check(
                100,
                random -> {
                    byte[] segment = segment(random.nextInt(65_508));
                    int unit = 8 * (1 + random.nextInt(1480 / 8));
                    unit = Math.max(unit, segment.length / 200 / 8 * 8);
                    List<Part> parts = parts(segment.length, Math.max(unit, 8));
                    parts.add(parts.get(random.nextInt(parts.size())));
                    Part last = parts.removeLast();
                    Collections.shuffle(parts, new Random(random.nextLong()));
                    int identification = random.nextInt(65536);
                    if (parts.size() > 1) {
                        part(identification, segment, last);
                    }
                    parts.forEach(part -> part(identification, segment, part));
                    assertReceived(segment);
                    bench.advance(100 * SECOND);
                    bench.arp(ArpPacket.REPLY, Bench.PEER_MAC, PEER, OURS);
                });
    }

    @Test
    @DisplayName(
            "50: RFC 791 3.1 the largest packet has 65535 octets; with options less is left for the data")
    void largest() {
        byte[] segment = segment(65_507);
        List<Part> parts = parts(segment.length, 1480);
        parts.forEach(part -> part(1, segment, part));
        assertReceived(segment);
        parts.removeFirst();
        parts.forEach(part -> part(2, segment, part));
        Octets option = Octets.of(1, 1, 1, 1);
        Ipv4Header first = new Ipv4Header(0, 2, 1, 0, 64, Ipv4Header.UDP, PEER, OURS, option);
        bench.packet(first, Arrays.copyOf(segment, 1480));
        assertNull(socket.receive(), "65539 octets");
        assertEquals(1, bench.stack.counters().value(Event.IPV4_FRAGMENTS_DROPPED));
        bench.assertNoLeak();
    }

    @Test
    @DisplayName(
            "50: RFC 1122 3.3.2 after 60 s time exceeded, code 1, is sent if the first fragment is there")
    void timeout() {
        byte[] segment = segment(1000);
        part(1, segment, new Part(0, 504, true));
        part(2, segment, new Part(504, 1008, false));
        bench.advance(59 * SECOND);
        bench.assertSilent();
        bench.advance(SECOND);
        assertEquals(PEER, bench.sentArp().target());
        bench.arp(ArpPacket.REPLY, Bench.PEER_MAC, PEER, OURS);
        Icmpv4Message message = bench.sentIcmp();
        assertEquals(Icmpv4Message.TIME_EXCEEDED, message.type());
        assertEquals(1, message.code());
        bench.assertSilent();
        part(1, segment, new Part(504, 1008, false));
        assertNull(socket.receive());
        assertEquals(2, bench.stack.counters().value(Event.IPV4_FRAGMENTS_DROPPED));
        bench.assertNoLeak();
    }

    @Test
    @DisplayName("51, 107: RFC 5722 overlapping fragments drop the whole packet")
    void overlap() {
        byte[] segment = segment(1000);
        part(1, segment, new Part(0, 504, true));
        part(1, segment, new Part(496, 808, true));
        part(1, segment, new Part(808, 1008, false));
        part(1, segment, new Part(504, 808, true));
        assertNull(socket.receive());
        bench.assertNoLeak();
    }

    @Test
    @DisplayName(
            "51: RFC 791 impossible fragments drop the packet: too long, no multiple of 8, two ends, beyond the end")
    void impossible() {
        byte[] huge = new byte[66_000];
        part(1, huge, new Part(65_528, 65_536, false));
        part(2, huge, new Part(0, 12, true));
        part(3, huge, new Part(64, 128, false));
        part(3, huge, new Part(128, 160, false));
        part(4, huge, new Part(64, 128, false));
        part(4, huge, new Part(128, 136, true));
        part(5, huge, new Part(64, 128, true));
        part(5, huge, new Part(32, 40, false));
        part(6, huge, new Part(8, 8, true));
        assertEquals(6, bench.stack.counters().value(Event.IPV4_FRAGMENTS_DROPPED));
        bench.assertNoLeak();
    }

    @Test
    @DisplayName("51: tiny fragments still make a packet, and are bounded in number and memory")
    void bounded() {
        byte[] segment = segment(100);
        parts(segment.length, 8).forEach(part -> part(1, segment, part));
        assertReceived(segment);
        byte[] large = new byte[65_000];
        for (int id = 0; id < 1000; id++) {
            part(
                    id,
                    large,
                    new Part(id % 2 == 0 ? 64_000 : 800, id % 2 == 0 ? 64_800 : 1600, true));
        }
        assertTrue(bench.stack.counters().value(Event.IPV4_FRAGMENTS_DROPPED) >= 984);
        bench.assertNoLeak();
    }

    @Test
    @DisplayName("51: a fragment for which there is no memory has not arrived")
    void withoutMemory() {
        assertTrue(ScarceMemory.each(1, InAllOrders.class) > 10);
    }

    /// Datagrams without a checksum, each in three fragments.
    private static final class InAllOrders implements Runnable {
        private static final int[][] ORDERS = {
            {0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}
        };

        private final Bench bench = Bench.withPeer();
        private final UdpSocket socket =
                bench.stack.udp().open(new Endpoint(Ipv4Address.ANY, 1000));
        private final byte[] segment = segment(3000);
        private final List<Part> parts = parts(segment.length, 1040);

        InAllOrders() {
            segment[6] = 0;
            segment[7] = 0;
        }

        @Override
        public void run() {
            int received = 0;
            for (int packet = 0; packet < ORDERS.length; packet++) {
                for (int index : ORDERS[packet]) {
                    try {
                        part(bench, packet, segment, parts.get(index));
                    } catch (OutOfMemoryError lost) {
                        // before it came to the stack
                    }
                }
                for (Datagram d = socket.receive(); d != null; d = socket.receive()) {
                    PacketBuffer data = d.payload();
                    assertEquals(
                            -1,
                            Arrays.mismatch(
                                    segment,
                                    8,
                                    segment.length,
                                    data.array(),
                                    data.start(),
                                    data.end()));
                    d.release();
                    received++;
                }
            }
            assertTrue(received >= ORDERS.length - 1, "only the packet that it was for is lost");
            ScarceMemory.enough();
            bench.advance(100 * SECOND);
            bench.arp(ArpPacket.REPLY, Bench.PEER_MAC, PEER, OURS);
            bench.assertNoLeak();
        }
    }

    @Test
    @DisplayName(
            "54: RFC 1122 3.2.2.6 an echo request in fragments is answered in fragments, with all its data")
    void largeEcho() {
        PacketBuffer message = Bench.room();
        byte[] data = new byte[4000];
        new Random(1).nextBytes(data);
        message.append(data, 0, data.length);
        Icmpv4Message.prepend(message, Icmpv4Message.ECHO_REQUEST, 0, 7);
        byte[] octets = message.toByteArray();
        for (Part part : parts(octets.length, 1480)) {
            Ipv4Header header =
                    new Ipv4Header(
                            0,
                            9,
                            part.more ? 1 : 0,
                            part.offset / 8,
                            64,
                            Ipv4Header.ICMP,
                            PEER,
                            OURS,
                            Octets.NONE);
            bench.packet(header, Arrays.copyOfRange(octets, part.offset, part.end));
        }
        PacketBuffer reply = Bench.room();
        for (int i = 0; i < 3; i++) {
            PacketBuffer fragment = bench.sentPacket();
            assertTrue(fragment.length() <= 1500);
            assertEquals(reply.length(), Ipv4Header.parse(fragment).fragmentOffset() * 8);
            fragment.consume(20);
            reply.append(fragment.array(), fragment.start(), fragment.length());
        }
        assertEquals(
                new Icmpv4Message(Icmpv4Message.ECHO_REPLY, 0, 7, Octets.copyOf(data)),
                Icmpv4Message.parse(reply));
        bench.assertSilent();
        bench.assertNoLeak();
    }
}
