package dev.morgana.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.morgana.net.udp.Datagram;
import dev.morgana.net.udp.UdpSocket;
import dev.morgana.testkit.AllocationMeter;
import dev.morgana.wire.ArpPacket;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.Icmpv4Message;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The budget of the hot path: no allocated byte per packet once everything is warm.
class AllocationTest {
    private static final MacAddress MAC = new MacAddress(0x020000000001L);
    private static final int PACKETS = 10_000;

    private final PacketPool pool = new PacketPool(2048, 64);
    private final NetworkInterface stack =
            NetworkInterface.over(
                    new Card(MAC, 1500, AllocationTest::discard),
                    pool,
                    () -> 4,
                    Bench.fixedConfiguration());
    private final AllocationMeter meter = new AllocationMeter();
    private long now;

    AllocationTest() {
        stack.start(now);
        PacketBuffer frame = Bench.room();
        new ArpPacket(ArpPacket.REPLY, Bench.PEER_MAC, Bench.PEER, MAC, Bench.OURS).write(frame);
        new EthernetHeader(MAC, Bench.PEER_MAC, EthernetHeader.ARP).write(frame);
        feed(frame.toByteArray());
    }

    private static boolean discard(PacketBuffer frame) {
        frame.release();
        return true;
    }

    private void feed(byte[] octets) {
        PacketBuffer buffer = pool.take();
        if (buffer != null) {
            buffer.append(octets, 0, octets.length);
            stack.input(buffer, now);
        }
        now += 1000;
        stack.poll(now);
    }

    private void assertNothingAllocated(Runnable packet) {
        for (int i = 0; i < PACKETS; i++) {
            packet.run();
        }
        meter.start();
        for (int i = 0; i < PACKETS; i++) {
            packet.run();
        }
        meter.stop();
        assertEquals(0, meter.bytes());
    }

    private static byte[] frame(PacketBuffer packet) {
        new EthernetHeader(MAC, Bench.PEER_MAC, EthernetHeader.IPV4).write(packet);
        return packet.toByteArray();
    }

    @Test
    @DisplayName("54: an echo request is answered without allocation")
    void echo() {
        PacketBuffer packet = Bench.room();
        packet.append(new byte[56], 0, 56);
        Icmpv4Message.prepend(packet, Icmpv4Message.ECHO_REQUEST, 0, 1);
        Ipv4Header.atomic(64, Ipv4Header.ICMP, Bench.PEER, Bench.OURS).write(packet);
        byte[] request = frame(packet);
        assertNothingAllocated(() -> feed(request));
        assertEquals(2 * PACKETS, stack.counters().value(Counters.Event.ICMP_ECHO_REPLIES));
    }

    @Test
    @DisplayName("a datagram is received and another sent without allocation")
    void datagrams() {
        UdpSocket socket = stack.udp().open(new Endpoint(Ipv4Address.ANY, 1000));
        byte[] request = frame(Bench.udp(Bench.PEER, 7, Bench.OURS, 1000, new byte[100]));
        byte[] data = new byte[100];
        Endpoint to = new Endpoint(Bench.PEER, 7);
        assertNothingAllocated(() -> {
            feed(request);
            Datagram datagram = socket.receive();
            if (datagram != null) {
                datagram.release();
            }
            socket.send(data, 0, data.length, to, now);
        });
        assertEquals(2 * PACKETS, stack.counters().value(Counters.Event.UDP_RECEIVED));
        assertEquals(2 * PACKETS, stack.counters().value(Counters.Event.UDP_SENT));
    }

    @Test
    @DisplayName("a datagram to ourselves takes the way inside without allocation")
    void inside() {
        UdpSocket socket = stack.udp().open(new Endpoint(Ipv4Address.ANY, 1000));
        byte[] data = new byte[100];
        Endpoint to = new Endpoint(Ipv4Address.LOOPBACK, 1000);
        assertNothingAllocated(() -> {
            socket.send(data, 0, data.length, to, now);
            stack.poll(now);
            Datagram datagram = socket.receive();
            if (datagram != null) {
                datagram.release();
            }
        });
        assertEquals(2 * PACKETS, stack.counters().value(Counters.Event.UDP_RECEIVED));
    }

    @Test
    @DisplayName("46: frames that are dropped cost no allocation")
    void dropped() {
        PacketBuffer bad = Bench.udp(Bench.PEER, 7, Bench.OURS, 1000, new byte[100]);
        bad.array()[bad.start() + 10] ^= 1;
        byte[] malformed = frame(bad);
        assertNothingAllocated(() -> feed(malformed));
    }
}
