package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.fail;

import dev.morgana.testkit.RawFrame;
import dev.morgana.wire.ArpPacket;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.Icmpv4Message;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.Octets;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.UdpHeader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The other end of the wire that an image's card is on. The test is every machine on that wire.
final class Wire implements AutoCloseable {
    /// The image's address, in a network of 256.
    static final Ipv4Address IMAGE = Ipv4Address.of(10, 1, 0, 1);

    /// The address that this end answers for; also the image's gateway.
    static final Ipv4Address PEER = Ipv4Address.of(10, 1, 0, 2);

    /// This end's MAC address.
    static final MacAddress PEER_MAC = new MacAddress(0x02000000aa02L);

    private static final long LIMIT = 30_000_000_000L;

    private final FrameLink link;
    private MacAddress imageMac = MacAddress.BROADCAST;
    private int barriers;
    private int nextPort = 20_000;

    private Wire(FrameLink link) {
        this.link = link;
    }

    /// An end of a wire to an image that is yet to be started.
    static Wire open(Cable cable) throws Exception {
        return new Wire(cable.link());
    }

    /// An end of this wire.
    static Wire over(FrameLink link) {
        return new Wire(link);
    }

    /// Starts the probe with its card on this wire, and asks for its hardware address.
    Session startProbe() throws IOException, InterruptedException {
        Session session =
                link.startProbe(List.of("net.ipv4=" + IMAGE + "/24", "net.gateway=" + PEER));
        session.awaitOut("ready\n");
        meet();
        return session;
    }

    /// Makes the two ends known to each other.
    void meet() throws IOException {
        arp(ArpPacket.REQUEST, PEER, IMAGE);
        byte[] answer =
                await(
                        "answer to ARP",
                        frame ->
                                RawFrame.u16(frame, 12) == RawFrame.ARP
                                        && RawFrame.u16(frame, 20) == ArpPacket.REPLY);
        imageMac = EthernetHeader.parse(buffer(answer)).source();
    }

    MacAddress imageMac() {
        return imageMac;
    }

    /// A connection from a port of its own, not yet open.
    WireConnection to(int port) {
        return new WireConnection(this, nextPort++, port);
    }

    /// Sends a frame as it is.
    void send(byte[] frame) throws IOException {
        link.send(frame);
    }

    void arp(int operation, Ipv4Address sender, Ipv4Address target) throws IOException {
        PacketBuffer frame = room();
        new ArpPacket(operation, PEER_MAC, sender, MacAddress.ZERO, target).write(frame);
        new EthernetHeader(MacAddress.BROADCAST, PEER_MAC, EthernetHeader.ARP).write(frame);
        send(frame.toByteArray());
    }

    /// Sends an IPv4 packet in a frame to the image's card.
    void packet(PacketBuffer packet) throws IOException {
        packet(packet, imageMac);
    }

    void packet(PacketBuffer packet, MacAddress to) throws IOException {
        new EthernetHeader(to, PEER_MAC, EthernetHeader.IPV4).write(packet);
        send(packet.toByteArray());
    }

    /// Sends an ICMP message from this end.
    void icmp(Icmpv4Message message) throws IOException {
        PacketBuffer packet = room();
        message.write(packet);
        Ipv4Header.atomic(64, Ipv4Header.ICMP, PEER, IMAGE).write(packet);
        packet(packet);
    }

    /// A packet with a UDP datagram from port 1000.
    static PacketBuffer datagram(Ipv4Address from, Ipv4Address to, int port, byte[] data) {
        PacketBuffer packet = room();
        packet.append(data, 0, data.length);
        new UdpHeader(1000, port).write(packet, from.bits(), to.bits());
        Ipv4Header.atomic(64, Ipv4Header.UDP, from, to).write(packet);
        return packet;
    }

    static PacketBuffer room() {
        return PacketBuffer.unpooled(70_000, 70_000);
    }

    static PacketBuffer buffer(byte[] octets) {
        return PacketBuffer.copyOf(octets);
    }

    /// The next frame that `wanted` holds for; ARP for this end is answered, other frames are dropped.
    byte[] await(String what, Predicate<byte[]> wanted) throws IOException {
        long deadline = System.nanoTime() + LIMIT;
        while (true) {
            byte[] frame = next(deadline);
            if (frame == null) {
                return fail("no " + what);
            }
            if (wanted.test(frame)) {
                return frame;
            }
        }
    }

    /// What the image has sent before it answers a question that is asked now: no more of its direct answers to earlier frames can come.
    List<byte[]> answers() throws IOException {
        int mark = 0x42420000 | ++barriers;
        icmp(new Icmpv4Message(Icmpv4Message.ECHO_REQUEST, 0, mark, Octets.NONE));
        List<byte[]> all = new ArrayList<>();
        await(
                "answer to the mark",
                frame -> {
                    boolean last = isEchoReply(frame) && icmpOf(frame).rest() == mark;
                    if (!last && !isAnnouncement(frame)) {
                        all.add(frame);
                    }
                    return last;
                });
        return all;
    }

    /// The image tells its address by itself, twice (RFC 5227 section 2.3).
    private static boolean isAnnouncement(byte[] frame) {
        return RawFrame.u16(frame, 12) == RawFrame.ARP
                && Arrays.equals(frame, 28, 32, frame, 38, 42);
    }

    /// The frames' octets, for a failure's text.
    static List<String> hex(List<byte[]> frames) {
        return frames.stream().map(HexFormat.of()::formatHex).toList();
    }

    static boolean isEchoReply(byte[] frame) {
        return is(frame, Ipv4Header.ICMP) && RawFrame.u8(frame, 34) == Icmpv4Message.ECHO_REPLY;
    }

    /// Whether the frame holds a packet of this protocol.
    static boolean is(byte[] frame, int protocol) {
        return RawFrame.isIpv4(frame) && RawFrame.u8(frame, RawFrame.IP + 9) == protocol;
    }

    /// The ICMP message in a frame, whose checksums must be right.
    static Icmpv4Message icmpOf(byte[] frame) {
        PacketBuffer packet = buffer(frame);
        packet.consume(EthernetHeader.SIZE);
        int size = Ipv4Header.check(packet);
        packet.trim(Ipv4Header.totalLength(packet));
        packet.consume(size);
        return Icmpv4Message.parse(packet);
    }

    /// The next frame but questions for this end; null when it is too late.
    private byte @Nullable [] next(long deadline) throws IOException {
        while (true) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return null;
            }
            byte[] frame = link.receive(Duration.ofNanos(left));
            if (frame != null && !isQuestionForUs(frame)) {
                return frame;
            }
        }
    }

    private boolean isQuestionForUs(byte[] frame) throws IOException {
        if (RawFrame.u16(frame, 12) != RawFrame.ARP) {
            return false;
        }
        PacketBuffer packet = buffer(frame);
        packet.consume(EthernetHeader.SIZE);
        ArpPacket arp = ArpPacket.parse(packet);
        boolean ours = arp.operation() == ArpPacket.REQUEST && arp.target().equals(PEER);
        if (ours) {
            PacketBuffer answer = room();
            new ArpPacket(ArpPacket.REPLY, PEER_MAC, PEER, arp.senderHardware(), arp.sender())
                    .write(answer);
            new EthernetHeader(arp.senderHardware(), PEER_MAC, EthernetHeader.ARP).write(answer);
            send(answer.toByteArray());
        }
        return ours;
    }

    @Override
    public void close() throws IOException {
        link.close();
    }
}
