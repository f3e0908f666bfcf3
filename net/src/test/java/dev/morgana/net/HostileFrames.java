package dev.morgana.net;

import dev.morgana.wire.ArpPacket;
import dev.morgana.wire.Bytes;
import dev.morgana.wire.Checksum;
import dev.morgana.wire.DhcpMessage;
import dev.morgana.wire.DhcpOptions;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.Icmpv4Message;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.Octets;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.UdpHeader;
import java.util.SplittableRandom;

/// Draws frames that mean harm.
final class HostileFrames {
    private static final MacAddress MAC = new MacAddress(0x020000000001L);
    private static final Ipv4Address OURS = Ipv4Address.of(10, 0, 0, 1);
    private static final Ipv4Address PEER = Ipv4Address.of(10, 0, 0, 2);

    private final SplittableRandom random;

    HostileFrames(SplittableRandom random) {
        this.random = random;
    }

    /// A well-formed frame of a random kind, addressed to us.
    PacketBuffer wellFormed() {
        PacketBuffer frame = PacketBuffer.unpooled(512, 2048);
        int kind = random.nextInt(8);
        if (kind == 0) {
            new ArpPacket(1 + random.nextInt(2), peerMac(), address(), MAC, OURS).write(frame);
        } else {
            int protocol =
                    switch (kind) {
                        case 1, 2 -> icmp(frame);
                        case 3 -> tcp(frame);
                        case 4 -> dhcp(frame);
                        default -> udp(frame);
                    };
            int fragment = random.nextInt(4) == 0 ? random.nextInt(8192) : 0;
            new Ipv4Header(
                            0,
                            random.nextInt(16),
                            fragment == 0 ? 0 : random.nextInt(2),
                            fragment,
                            random.nextInt(256),
                            protocol,
                            PEER,
                            OURS,
                            options())
                    .write(frame);
        }
        int type = kind == 0 ? EthernetHeader.ARP : EthernetHeader.IPV4;
        new EthernetHeader(MAC, peerMac(), type).write(frame);
        return frame;
    }

    private static MacAddress peerMac() {
        return new MacAddress(0x020000000002L);
    }

    private Ipv4Address address() {
        return Ipv4Address.of(10, 0, 0, random.nextInt(256));
    }

    private Octets options() {
        byte[] octets = new byte[random.nextInt(4) == 0 ? random.nextInt(11) * 4 : 0];
        random.nextBytes(octets);
        return Octets.copyOf(octets);
    }

    private void data(PacketBuffer frame, int most) {
        byte[] data = new byte[random.nextInt(most)];
        random.nextBytes(data);
        frame.append(data, 0, data.length);
    }

    private int icmp(PacketBuffer frame) {
        data(frame, 100);
        if (frame.length() > 28) {
            // a quotation of one of our packets
            byte[] array = frame.array();
            Bytes.put8(array, frame.start(), 0x45);
            Bytes.put16(array, frame.start() + 6, 0);
            Bytes.put8(array, frame.start() + 9, random.nextBoolean() ? 6 : 17);
            Bytes.put32(array, frame.start() + 12, OURS.bits());
            Bytes.put16(array, frame.start() + 20, 1000);
        }
        Icmpv4Message.prepend(frame, random.nextInt(20), random.nextInt(16), random.nextInt());
        return Ipv4Header.ICMP;
    }

    private int udp(PacketBuffer frame) {
        data(frame, 600);
        int port = random.nextBoolean() ? 1000 : random.nextInt(65536);
        UdpHeader.prepend(frame, 53 << 16 | port, PEER.bits(), OURS.bits());
        return Ipv4Header.UDP;
    }

    private int dhcp(PacketBuffer frame) {
        DhcpOptions options =
                DhcpOptions.none()
                        .with(DhcpOptions.MESSAGE_TYPE, Octets.of(random.nextInt(10)))
                        .with(1 + random.nextInt(254), options());
        new DhcpMessage(
                        DhcpMessage.REPLY,
                        random.nextInt(),
                        0,
                        false,
                        DhcpMessage.Addresses.NONE,
                        MAC,
                        options)
                .write(frame);
        UdpHeader.prepend(frame, 67 << 16 | 68, PEER.bits(), OURS.bits());
        return Ipv4Header.UDP;
    }

    private int tcp(PacketBuffer frame) {
        data(frame, 100);
        int at = frame.prepend(20);
        byte[] array = frame.array();
        Bytes.put16(array, at, 1 + random.nextInt(3));
        Bytes.put16(array, at + 2, random.nextInt(4) == 0 ? 81 : 80);
        Bytes.put32(array, at + 4, random.nextInt(1000));
        Bytes.put32(array, at + 8, random.nextInt());
        Bytes.put8(array, at + 12, 0x50);
        Bytes.put8(array, at + 13, random.nextInt(64));
        Bytes.put16(array, at + 14, random.nextInt(65536));
        Bytes.put32(array, at + 16, 0);
        long sum = Checksum.pseudoHeader(PEER.bits(), OURS.bits(), 6, frame.length());
        int checksum = Checksum.finish(Checksum.add(sum, array, at, frame.length()));
        Bytes.put16(array, at + 16, checksum);
        return Ipv4Header.TCP;
    }

    /// The same with some octets behind the addresses changed.
    PacketBuffer malformed() {
        PacketBuffer frame = wellFormed();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = frame.start() + 12 + random.nextInt(frame.length() - 12);
            frame.array()[at] = (byte) random.nextInt();
        }
        if (random.nextBoolean()) {
            repairHeaderChecksum(frame);
        }
        return frame;
    }

    /// Lets the damage get past IP's checksum.
    private static void repairHeaderChecksum(PacketBuffer frame) {
        int at = frame.start() + EthernetHeader.SIZE;
        int size = Math.min((frame.array()[at] & 15) * 4, frame.end() - at);
        if (size >= 20) {
            Bytes.put16(frame.array(), at + 10, 0);
            Bytes.put16(frame.array(), at + 10, Checksum.of(frame.array(), at, size));
        }
    }

    /// A well-formed frame with its end cut off; half of the time IP's header tells the new length, so that the transports see it.
    PacketBuffer truncated() {
        PacketBuffer frame = wellFormed();
        frame.trim(random.nextInt(frame.length()));
        int at = frame.start() + EthernetHeader.SIZE;
        if (random.nextBoolean() && frame.end() - at >= Ipv4Header.SIZE) {
            Bytes.put16(frame.array(), at + 2, frame.end() - at);
            repairHeaderChecksum(frame);
        }
        return frame;
    }

    /// Random octets: bare, behind a frame's header to us, or behind that of IP too.
    PacketBuffer noise() {
        PacketBuffer frame = PacketBuffer.unpooled(64, 2048);
        data(frame, 1480);
        int depth = random.nextInt(3);
        int type = random.nextBoolean() ? EthernetHeader.IPV4 : EthernetHeader.ARP;
        if (depth == 2) {
            int[] protocols = {Ipv4Header.ICMP, Ipv4Header.TCP, Ipv4Header.UDP};
            Ipv4Header.atomic(64, protocols[random.nextInt(3)], PEER, OURS).write(frame);
            type = EthernetHeader.IPV4;
        }
        if (depth > 0) {
            new EthernetHeader(MAC, peerMac(), type).write(frame);
        }
        return frame;
    }
}
