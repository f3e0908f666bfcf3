package dev.morgana.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Golden octets and the checks of Ethernet, ARP, IPv4, ICMP and UDP.
class HeadersTest {
    private static final Ipv4Address HOST = Ipv4Address.of(10, 0, 2, 15);
    private static final Ipv4Address ROUTER = Ipv4Address.of(10, 0, 2, 2);
    private static final MacAddress MAC = new MacAddress(0x525400123456L);

    /// From the Wikipedia article "Internet checksum": a UDP packet's header whose checksum is b861.
    private static final String IPV4 = "45000073000040004011b861c0a80001c0a800c7";

    private static PacketBuffer hex(String octets) {
        return PacketBuffer.copyOf(HexFormat.of().parseHex(octets));
    }

    private static String hex(PacketBuffer buffer) {
        return HexFormat.of().formatHex(buffer.toByteArray());
    }

    @Test
    @DisplayName("RFC 826 and RFC 894: an ARP request, octet by octet")
    void arpRequest() {
        PacketBuffer frame = Arbitrary.buffer();
        new ArpPacket(ArpPacket.REQUEST, MAC, HOST, MacAddress.ZERO, ROUTER).write(frame);
        new EthernetHeader(MacAddress.BROADCAST, MAC, EthernetHeader.ARP).write(frame);
        assertEquals(
                "ffffffffffff5254001234560806"
                        + "0001080006040001525400123456"
                        + "0a00020f0000000000000a000202",
                hex(frame));
    }

    @Test
    @DisplayName("RFC 791: a header with a known checksum is read, and written again the same")
    void ipv4() {
        PacketBuffer packet = hex(IPV4 + "00".repeat(95));
        Ipv4Header header = Ipv4Header.parse(packet);
        assertEquals(
                Ipv4Header.atomic(
                        64,
                        Ipv4Header.UDP,
                        Ipv4Address.of(192, 168, 0, 1),
                        Ipv4Address.of(192, 168, 0, 199)),
                header);
        PacketBuffer again = Arbitrary.buffer();
        again.append(new byte[95], 0, 95);
        header.write(again);
        assertEquals(hex(packet), hex(again));
        again.consume(20);
        Ipv4Header.prepend(again, 64 << 8 | 17, Ipv4Header.ATOMIC, 0xc0a80001, 0xc0a800c7);
        assertEquals(hex(packet), hex(again));
    }

    @Test
    @DisplayName(
            "46: RFC 1122 3.2.1.1/2 version, header length, total length and checksum are checked")
    void ipv4Checks() {
        assertEquals(20, Ipv4Header.check(packet(0, 0x45)));
        assertMalformed(packet(0, 0x55));
        assertMalformed(packet(0, 0x44));
        assertMalformed(packet(3, 116));
        assertMalformed(packet(3, 19));
        PacketBuffer wrongSum = packet(0, 0x45);
        wrongSum.array()[9] ^= 1;
        assertMalformed(wrongSum);
        assertMalformed(hex(IPV4.substring(2)));
    }

    /// The known packet with one octet set and the checksum made right.
    private static PacketBuffer packet(int index, int value) {
        PacketBuffer packet = hex(IPV4 + "00".repeat(95));
        byte[] array = packet.array();
        array[index] = (byte) value;
        int size = Math.max((array[0] & 15) * 4, 20);
        Bytes.put16(array, 10, 0);
        Bytes.put16(array, 10, Checksum.of(array, 0, size));
        return packet;
    }

    private static void assertMalformed(PacketBuffer packet) {
        assertThrows(MalformedPacketException.class, () -> Ipv4Header.check(packet));
    }

    @Test
    @DisplayName(
            "49: RFC 1122 3.2.1.8 source routes are found behind other options; illegal lengths survive")
    void sourceRoute() {
        assertTrue(sourceRoute("0183070a0000010400"));
        assertTrue(sourceRoute("4404050089030400"));
        assertFalse(sourceRoute("0083030400000000"));
        assertFalse(sourceRoute("4400830304000000"));
        assertFalse(sourceRoute("44ff830304000000"));
        assertFalse(sourceRoute("01010144"));
        assertFalse(sourceRoute(""));
    }

    private static boolean sourceRoute(String options) {
        String padded = options + "00".repeat((8 - options.length() % 8) % 8 / 2);
        PacketBuffer packet = Arbitrary.buffer();
        new Ipv4Header(
                        0,
                        0,
                        0,
                        0,
                        1,
                        1,
                        HOST,
                        ROUTER,
                        Octets.copyOf(HexFormat.of().parseHex(padded)))
                .write(packet);
        return Ipv4Header.hasSourceRoute(packet, Ipv4Header.check(packet));
    }

    @Test
    @DisplayName("54: RFC 1122 3.2.2.6 an echo request becomes its reply with a right checksum")
    void echo() {
        PacketBuffer message = Arbitrary.buffer();
        new Icmpv4Message(Icmpv4Message.ECHO_REQUEST, 0, 0x12340001, Octets.of(1, 2, 3))
                .write(message);
        assertEquals("0800e1c812340001010203", hex(message));
        Icmpv4Message.turnIntoReply(message);
        assertEquals(
                new Icmpv4Message(Icmpv4Message.ECHO_REPLY, 0, 0x12340001, Octets.of(1, 2, 3)),
                Icmpv4Message.parse(message));
    }

    @Test
    @DisplayName("55: a quoted packet tells protocol, endpoints and the word behind the ports")
    void quotation() {
        PacketBuffer quoted =
                hex("450000280000400040060000" + "0a00020f0a000202" + "1f90005000001000");
        assertEquals(
                new QuotedPacket(6, new Endpoint(HOST, 8080), new Endpoint(ROUTER, 80), 0x1000, 40),
                QuotedPacket.parse(quoted));
        quoted.trim(27);
        assertThrows(MalformedPacketException.class, () -> QuotedPacket.parse(quoted));
    }

    @Test
    @DisplayName("58: RFC 1122 4.1.3.4 a wrong checksum is refused, none at all is allowed")
    void udpChecksum() {
        PacketBuffer datagram = datagram();
        assertEquals("1f900035000c", hex(datagram).substring(0, 12));
        assertEquals(
                new UdpHeader(8080, 53), UdpHeader.parse(datagram, HOST.bits(), ROUTER.bits()));
        datagram.array()[datagram.end() - 1] ^= 4;
        assertThrows(
                MalformedPacketException.class,
                () -> UdpHeader.check(datagram, HOST.bits(), ROUTER.bits()));
        Bytes.put16(datagram.array(), datagram.start() + 6, 0);
        assertEquals(12, UdpHeader.check(datagram, HOST.bits(), ROUTER.bits()));
    }

    @Test
    @DisplayName(
            "59: RFC 768 a length below 8 or beyond the packet is refused, padding is not counted")
    void udpLength() {
        for (int length : new int[] {0, 7, 13, 65535}) {
            PacketBuffer datagram = datagram();
            Bytes.put16(datagram.array(), datagram.start() + 4, length);
            Bytes.put16(datagram.array(), datagram.start() + 6, 0);
            assertThrows(
                    MalformedPacketException.class,
                    () -> UdpHeader.check(datagram, HOST.bits(), ROUTER.bits()));
        }
        PacketBuffer padded = datagram();
        padded.append(new byte[9], 0, 9);
        assertEquals(12, UdpHeader.check(padded, HOST.bits(), ROUTER.bits()));
    }

    @Test
    @DisplayName("RFC 768: a computed checksum of zero is sent as all ones")
    void udpZeroChecksum() {
        PacketBuffer datagram = Arbitrary.buffer();
        datagram.append(new byte[2], 0, 2);
        Bytes.put16(datagram.array(), datagram.start(), 0xffff - 17 - 10 - 10);
        UdpHeader.prepend(datagram, 0, 0, 0);
        assertEquals("ffff", hex(datagram).substring(12, 16));
        assertEquals(10, UdpHeader.check(datagram, 0, 0));
    }

    private static PacketBuffer datagram() {
        PacketBuffer datagram = Arbitrary.buffer();
        datagram.append(new byte[] {1, 2, 3, 4}, 0, 4);
        new UdpHeader(8080, 53).write(datagram, HOST.bits(), ROUTER.bits());
        return datagram;
    }

    @Test
    @DisplayName("RFC 4632: prefixes are read, written and tested for members")
    void prefix() {
        Ipv4Prefix prefix = Ipv4Prefix.parse("10.0.2.15/24");
        assertEquals("10.0.2.15/24", prefix.toString());
        assertEquals(Ipv4Address.of(10, 0, 2, 0), prefix.network());
        assertEquals(Ipv4Address.of(10, 0, 2, 255), prefix.broadcast());
        assertTrue(prefix.contains(ROUTER.bits()));
        assertFalse(prefix.contains(Ipv4Address.of(10, 0, 3, 2).bits()));
        assertTrue(prefix.isBroadcast(prefix.broadcast().bits()));
        assertFalse(Ipv4Prefix.parse("10.0.0.0/31").isBroadcast(0x0a000001));
        assertTrue(Ipv4Prefix.parse("0.0.0.0/0").contains(-1));
        assertEquals(prefix, Ipv4Prefix.of(HOST, Ipv4Address.of(255, 255, 255, 0)));
        for (String bad :
                new String[] {
                    "10.0.2.15", "10.0.2.15/33", "1.2.3.4/", "1.2.3.4/08", "1.2.3.4/-1"
                }) {
            assertThrows(IllegalArgumentException.class, () -> Ipv4Prefix.parse(bad), bad);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> Ipv4Prefix.of(HOST, Ipv4Address.of(255, 0, 255, 0)));
    }
}
