package dev.morgana.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.morgana.wire.ArpPacket;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.Icmpv4Message;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.Ipv4Prefix;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import dev.morgana.wire.UdpHeader;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// One stack on the bench: the test is its neighbours, hands it frames and time, and looks at what it sends.
public final class Bench {
    /// The stack's card.
    public static final MacAddress OUR_MAC = new MacAddress(0x020000000001L);

    /// The neighbour's card.
    public static final MacAddress PEER_MAC = new MacAddress(0x020000000002L);

    /// The stack's address, in 10.0.0.0/24.
    public static final Ipv4Address OURS = Ipv4Address.of(10, 0, 0, 1);

    /// The neighbour's address.
    public static final Ipv4Address PEER = Ipv4Address.of(10, 0, 0, 2);

    /// The gateway's address.
    public static final Ipv4Address GATEWAY = Ipv4Address.of(10, 0, 0, 254);

    /// An address outside.
    public static final Ipv4Address OUTSIDE = Ipv4Address.of(192, 0, 2, 7);

    /// A second in nanoseconds.
    public static final long SECOND = 1_000_000_000L;

    /// What the stack takes its buffers from.
    public final PacketPool pool = new PacketPool(2048, 64);

    /// The stack.
    public final NetworkInterface stack;

    /// The time.
    public long now;

    /// What the last poll returned.
    public long deadline;

    private final ArrayDeque<byte[]> sent = new ArrayDeque<>();

    private Bench(InterfaceConfiguration configuration) {
        Random random = new Random(1);
        Card card =
                new Card(
                        OUR_MAC,
                        1500,
                        frame -> {
                            sent.addLast(frame.toByteArray());
                            frame.release();
                            return true;
                        });
        stack = NetworkInterface.over(card, pool, random::nextLong, configuration);
        stack.tcp();
        stack.udp();
        stack.start(now);
    }

    /// A stack with the address [#OURS], its announcements sent, that does not know its neighbours.
    public static Bench fixed() {
        Bench bench = new Bench(fixedConfiguration());
        bench.poll();
        bench.advance(10 * SECOND);
        bench.sent.clear();
        return bench;
    }

    /// The same, and [#PEER] is known.
    public static Bench withPeer() {
        Bench bench = fixed();
        bench.arp(ArpPacket.REQUEST, PEER_MAC, PEER, OURS);
        bench.sent.clear();
        return bench;
    }

    /// A stack that asks DHCP.
    public static Bench dynamic() {
        return new Bench(InterfaceConfiguration.DYNAMIC.withHostname("bench"));
    }

    /// A stack with this configuration, just started.
    public static Bench of(InterfaceConfiguration configuration) {
        return new Bench(configuration);
    }

    /// The configuration of [#fixed].
    public static InterfaceConfiguration fixedConfiguration() {
        return InterfaceConfiguration.fixed(new Ipv4Prefix(OURS, 24), GATEWAY, List.of());
    }

    /// Polls now.
    public void poll() {
        deadline = stack.poll(now);
    }

    /// Lets time pass, polling at each deadline on the way.
    public void advance(long nanoseconds) {
        long end = now + nanoseconds;
        while (deadline <= end) {
            now = Math.max(deadline, now);
            poll();
        }
        now = end;
        poll();
    }

    /// Hands a frame to the stack, and polls.
    public void frame(PacketBuffer frame) {
        PacketBuffer pooled = present(pool.take());
        pooled.append(frame.array(), frame.start(), frame.length());
        stack.input(pooled, now);
        poll();
    }

    private static <T> T present(@Nullable T value) {
        assertNotNull(value);
        return value;
    }

    /// Hands an ARP packet to the stack, in a frame to all.
    public void arp(int operation, MacAddress from, Ipv4Address sender, Ipv4Address target) {
        PacketBuffer frame = room();
        new ArpPacket(operation, from, sender, MacAddress.ZERO, target).write(frame);
        new EthernetHeader(MacAddress.BROADCAST, from, EthernetHeader.ARP).write(frame);
        frame(frame);
    }

    /// Hands an IPv4 packet in the window of `packet` to the stack, in a frame from the neighbour.
    public void packet(PacketBuffer packet, MacAddress to) {
        new EthernetHeader(to, PEER_MAC, EthernetHeader.IPV4).write(packet);
        frame(packet);
    }

    /// Hands an IPv4 packet to the stack, in a frame from the neighbour to our card.
    public void packet(Ipv4Header header, byte[] payload) {
        PacketBuffer packet = room();
        packet.append(payload, 0, payload.length);
        header.write(packet);
        packet(packet, OUR_MAC);
    }

    /// Hands a UDP datagram to the stack, in a frame from the neighbour to our card.
    public void datagram(Ipv4Address from, int fromPort, Ipv4Address to, int toPort, byte[] data) {
        PacketBuffer packet = udp(from, fromPort, to, toPort, data);
        packet(packet, to.isBroadcast() ? MacAddress.BROADCAST : OUR_MAC);
    }

    /// A packet with a UDP datagram.
    public static PacketBuffer udp(
            Ipv4Address from, int fromPort, Ipv4Address to, int toPort, byte[] data) {
        PacketBuffer packet = room();
        packet.append(data, 0, data.length);
        new UdpHeader(fromPort, toPort).write(packet, from.bits(), to.bits());
        Ipv4Header.atomic(64, Ipv4Header.UDP, from, to).write(packet);
        return packet;
    }

    /// Hands an ICMP message from the neighbour to the stack.
    public void icmp(Icmpv4Message message) {
        PacketBuffer packet = room();
        message.write(packet);
        Ipv4Header.atomic(64, Ipv4Header.ICMP, PEER, OURS).write(packet);
        packet(packet, OUR_MAC);
    }

    /// An empty buffer with room on both sides.
    public static PacketBuffer room() {
        return PacketBuffer.unpooled(2048, 70_000);
    }

    /// The next frame that the stack sent: there must be one.
    public PacketBuffer sent() {
        return PacketBuffer.copyOf(present(sent.pollFirst()));
    }

    /// How many frames wait for [#sent].
    public int sentCount() {
        return sent.size();
    }

    /// The next frame sent, which must hold an IPv4 packet: the window is at its header.
    public PacketBuffer sentPacket() {
        PacketBuffer frame = sent();
        assertEquals(EthernetHeader.IPV4, EthernetHeader.parse(frame).type());
        frame.consume(EthernetHeader.SIZE);
        return frame;
    }

    /// The next frame sent, which must hold an ARP packet.
    public ArpPacket sentArp() {
        PacketBuffer frame = sent();
        assertEquals(EthernetHeader.ARP, EthernetHeader.parse(frame).type());
        frame.consume(EthernetHeader.SIZE);
        return ArpPacket.parse(frame);
    }

    /// The next frame sent, which must hold an ICMP message.
    public Icmpv4Message sentIcmp() {
        PacketBuffer packet = sentPacket();
        assertEquals(Ipv4Header.ICMP, Ipv4Header.protocol(packet));
        packet.consume(Ipv4Header.check(packet));
        return Icmpv4Message.parse(packet);
    }

    /// Nothing more was sent.
    public void assertSilent() {
        assertEquals(0, sent.size(), () -> HexFormat.of().formatHex(sent.getFirst()));
    }

    /// No buffer is out.
    public void assertNoLeak() {
        assertEquals(0, pool.inUse());
    }
}
