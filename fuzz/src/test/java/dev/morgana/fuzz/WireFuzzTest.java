package dev.morgana.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.morgana.wire.ArpPacket;
import dev.morgana.wire.DhcpMessage;
import dev.morgana.wire.DnsMessage;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.Icmpv4Message;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.MalformedPacketException;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.QuotedPacket;
import dev.morgana.wire.TcpHeader;
import dev.morgana.wire.UdpHeader;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One target for each wire format: any octets are parsed, or refused as malformed; what was parsed is written and parsed again to the same.
final class WireFuzzTest {
    private static final int ROOM = 70_000;

    /// `parse` takes the window's octets; `write` makes them again.
    private static <T> void law(
            byte[] octets, Function<PacketBuffer, T> parse, BiConsumer<T, PacketBuffer> write) {
        T value = parsed(() -> parse.apply(buffer(octets)));
        if (value == null) {
            return;
        }
        PacketBuffer written = PacketBuffer.unpooled(ROOM, ROOM);
        write.accept(value, written);
        byte[] first = written.toByteArray();
        T again = parse.apply(written);
        assertEquals(value, again);
        PacketBuffer twice = PacketBuffer.unpooled(ROOM, ROOM);
        write.accept(again, twice);
        assertArrayEquals(first, twice.toByteArray());
    }

    private static PacketBuffer buffer(byte[] octets) {
        PacketBuffer buffer = PacketBuffer.unpooled(ROOM, ROOM);
        buffer.append(octets, 0, octets.length);
        return buffer;
    }

    @FuzzTest
    void ethernet(byte[] octets) {
        law(octets, EthernetHeader::parse, EthernetHeader::write);
    }

    @FuzzTest
    void arp(byte[] octets) {
        law(octets, ArpPacket::parse, ArpPacket::write);
    }

    @FuzzTest
    void icmp(byte[] octets) {
        law(octets, Icmpv4Message::parse, Icmpv4Message::write);
    }

    @FuzzTest
    void dhcp(byte[] octets) {
        law(octets, DhcpMessage::parse, DhcpMessage::write);
    }

    @FuzzTest
    void dns(byte[] octets) {
        law(octets, DnsMessage::parse, DnsMessage::write);
    }

    /// Length and checksum follow from what is behind the header, so that only the header is compared.
    @FuzzTest
    void ipv4(byte[] octets) {
        Ipv4Header header = parsed(() -> Ipv4Header.parse(buffer(octets)));
        if (header != null) {
            PacketBuffer written = PacketBuffer.unpooled(ROOM, ROOM);
            header.write(written);
            assertEquals(header, Ipv4Header.parse(written));
        }
    }

    @FuzzTest
    void udp(byte[] octets) {
        UdpHeader header = parsed(() -> UdpHeader.parse(buffer(octets), 1, 2));
        if (header != null) {
            int length = UdpHeader.check(buffer(octets), 1, 2);
            PacketBuffer written = PacketBuffer.unpooled(ROOM, ROOM);
            written.append(octets, UdpHeader.SIZE, length - UdpHeader.SIZE);
            header.write(written, 1, 2);
            assertEquals(header, UdpHeader.parse(written, 1, 2));
        }
    }

    @FuzzTest
    void tcp(byte[] octets) {
        TcpHeader header = parsed(() -> tcpHeader(buffer(octets)));
        if (header != null) {
            PacketBuffer written = PacketBuffer.unpooled(ROOM, ROOM);
            header.write(written);
            assertEquals(header, tcpHeader(written));
        }
    }

    private static TcpHeader tcpHeader(PacketBuffer segment) {
        TcpHeader header = new TcpHeader();
        header.parse(segment);
        return header;
    }

    /// A quotation is never written; what it tells of is within its packet.
    @FuzzTest
    void quotedPacket(byte[] octets) {
        QuotedPacket quoted = parsed(() -> QuotedPacket.parse(buffer(octets)));
        if (quoted != null) {
            assertTrue(octets.length >= Ipv4Header.SIZE + 8);
            assertEquals(octets[9] & 255, quoted.protocol());
        }
    }

    /// What the octets are, or null when they are refused as malformed.
    private static <T> @Nullable T parsed(Supplier<T> parse) {
        try {
            return parse.get();
        } catch (MalformedPacketException refused) {
            return null;
        }
    }
}
