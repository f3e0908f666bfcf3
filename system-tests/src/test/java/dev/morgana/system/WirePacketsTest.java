package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.testkit.RawFrame;
import dev.morgana.wire.ArpPacket;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.Icmpv4Message;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.Octets;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.TcpHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// ARP, IP, ICMP and UDP of an image, probed frame by frame from the other end of its wire: of a process, and of a booted machine over both
/// kinds of wire that QEMU knows. The numbers are those of docs/protocols.md.
@ParameterizedClass
@EnumSource
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
record WirePacketsTest(Cable cable) {
    @SuppressWarnings("NullAway.Init") // by the method before the class
    private static Wire wire;

    @SuppressWarnings("NullAway.Init") // by the method before the class
    private static Session session;

    @BeforeParameterizedClassInvocation
    static void boot(Cable cable) throws Exception {
        wire = Wire.open(cable);
        session = wire.startProbe();
    }

    @AfterParameterizedClassInvocation
    static void end() throws Exception {
        session.close();
        wire.close();
    }

    private static void assertSilent() throws IOException {
        assertEquals(List.of(), Wire.hex(wire.answers()));
    }

    private static Icmpv4Message onlyIcmp() throws IOException {
        List<byte[]> answers = wire.answers();
        assertEquals(1, answers.size());
        return Wire.icmpOf(answers.getFirst());
    }

    private static void assertEchoed(byte[] data) throws IOException {
        byte[] frame = wire.await("echoed datagram", f -> Wire.is(f, Ipv4Header.UDP));
        int length = RawFrame.u16(frame, 38) - 8;
        assertArrayEquals(data, Arrays.copyOfRange(frame, 42, 42 + length));
    }

    @Test
    @DisplayName("57: ARP is answered for the own address only, to machines only")
    void arp() throws Exception {
        wire.arp(ArpPacket.REQUEST, Wire.PEER, Ipv4Address.of(10, 1, 0, 77));
        wire.arp(ArpPacket.REPLY, Wire.PEER, Wire.IMAGE);
        assertSilent();
        wire.arp(ArpPacket.REQUEST, Wire.PEER, Wire.IMAGE);
        List<byte[]> answers = wire.answers();
        assertEquals(1, answers.size());
        PacketBuffer answer = Wire.buffer(answers.getFirst());
        assertEquals(Wire.PEER_MAC, EthernetHeader.parse(answer).destination());
        answer.consume(EthernetHeader.SIZE);
        assertEquals(ArpPacket.REPLY, ArpPacket.parse(answer).operation());
    }

    @Test
    @DisplayName(
            "54, 48, 52: echo returns the data, with TTL 64 and without DF; wrong checksums get nothing")
    void echo() throws Exception {
        byte[] data = new byte[1000];
        new Random(1).nextBytes(data);
        var request = new Icmpv4Message(Icmpv4Message.ECHO_REQUEST, 0, 77, Octets.copyOf(data));
        wire.icmp(request);
        byte[] frame = wire.await("echo reply", Wire::isEchoReply);
        assertEquals(
                new Icmpv4Message(Icmpv4Message.ECHO_REPLY, 0, 77, Octets.copyOf(data)),
                Wire.icmpOf(frame));
        assertEquals(64, RawFrame.u8(frame, RawFrame.IP + 8));
        assertEquals(0, RawFrame.u16(frame, RawFrame.IP + 6));
        for (int damaged : new int[] {50, RawFrame.IP + 12}) {
            PacketBuffer packet = Wire.room();
            request.write(packet);
            Ipv4Header.atomic(64, Ipv4Header.ICMP, Wire.PEER, Wire.IMAGE).write(packet);
            packet.array()[packet.start() + damaged - RawFrame.IP] ^= 1;
            wire.packet(packet);
        }
        assertSilent();
    }

    @Test
    @DisplayName(
            "53, 106: port and protocol unreachable, but no error about a broadcast or an error")
    void unreachable() throws Exception {
        wire.packet(Wire.datagram(Wire.PEER, Wire.IMAGE, 99, new byte[4]));
        Icmpv4Message message = onlyIcmp();
        assertEquals(Icmpv4Message.UNREACHABLE, message.type());
        assertEquals(Icmpv4Message.PORT, message.code());
        assertEquals(32, message.body().length());
        PacketBuffer packet = Wire.room();
        packet.append(new byte[8], 0, 8);
        Ipv4Header.atomic(64, 99, Wire.PEER, Wire.IMAGE).write(packet);
        wire.packet(packet);
        assertEquals(Icmpv4Message.PROTOCOL, onlyIcmp().code());
        Ipv4Address all = Ipv4Address.of(10, 1, 0, 255);
        wire.packet(Wire.datagram(Wire.PEER, all, 99, new byte[4]), MacAddress.BROADCAST);
        wire.packet(Wire.datagram(Wire.PEER, Wire.IMAGE, 99, new byte[4]), MacAddress.BROADCAST);
        wire.icmp(new Icmpv4Message(Icmpv4Message.UNREACHABLE, 3, 0, Octets.copyOf(new byte[28])));
        wire.icmp(new Icmpv4Message(Icmpv4Message.REDIRECT, 1, 0, Octets.copyOf(new byte[28])));
        wire.icmp(
                new Icmpv4Message(Icmpv4Message.SOURCE_QUENCH, 0, 0, Octets.copyOf(new byte[28])));
        assertSilent();
    }

    /// The last: what it has used up would be missing for the errors that others count.
    @Test
    @Order(Integer.MAX_VALUE)
    @DisplayName("106: RFC 1812 4.3.2.8 errors are limited: 50 at once, 100 a second")
    void rate() throws Exception {
        long start = System.nanoTime();
        int errors = 0;
        for (int i = 0; i < 1000; i++) {
            wire.packet(Wire.datagram(Wire.PEER, Wire.IMAGE, 99, new byte[4]));
            if (i % 50 == 49) {
                errors += wire.answers().size();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        assertTrue(
                errors > 0 && errors <= 51 + 100 * seconds,
                "errors: " + errors + " in " + seconds + " s");
    }

    @Test
    @DisplayName("47: packets to others and from sources that cannot be are dropped")
    void martians() throws Exception {
        List<Ipv4Address> sources =
                List.of(
                        Ipv4Address.LOOPBACK,
                        Ipv4Address.ANY,
                        Ipv4Address.BROADCAST,
                        Ipv4Address.of(224, 0, 0, 5),
                        Ipv4Address.of(10, 1, 0, 255),
                        Wire.IMAGE);
        for (Ipv4Address source : sources) {
            wire.packet(Wire.datagram(source, Wire.IMAGE, 99, new byte[4]));
        }
        wire.packet(Wire.datagram(Wire.PEER, Ipv4Address.of(10, 1, 0, 3), 99, new byte[4]));
        wire.packet(Wire.datagram(Wire.PEER, Ipv4Address.LOOPBACK, 99, new byte[4]));
        assertSilent();
    }

    @Test
    @DisplayName("32, 49: unknown options are passed over, source routes are refused")
    void options() throws Exception {
        withOptions(Octets.of(0x44, 4, 5, 0, 0x9e, 4, 1, 2));
        assertEquals(Icmpv4Message.PORT, onlyIcmp().code());
        withOptions(Octets.of(0x83, 7, 4, 10, 1, 0, 3, 0));
        withOptions(Octets.of(0x89, 7, 4, 10, 1, 0, 3, 0));
        assertSilent();
    }

    private static void withOptions(Octets options) throws IOException {
        PacketBuffer packet = Wire.datagram(Wire.PEER, Wire.IMAGE, 99, new byte[4]);
        packet.consume(Ipv4Header.SIZE);
        new Ipv4Header(0, 0, 0, 0, 64, Ipv4Header.UDP, Wire.PEER, Wire.IMAGE, options)
                .write(packet);
        wire.packet(packet);
    }

    @Test
    @DisplayName("58, 59: a datagram with a wrong checksum or length is dropped")
    void damagedDatagrams() throws Exception {
        PacketBuffer sum = Wire.datagram(Wire.PEER, Wire.IMAGE, 99, new byte[4]);
        sum.array()[sum.end() - 1] ^= 1;
        wire.packet(sum);
        for (int length : new int[] {0, 7, 13}) {
            PacketBuffer packet = Wire.datagram(Wire.PEER, Wire.IMAGE, 99, new byte[4]);
            packet.array()[packet.start() + 25] = (byte) length;
            wire.packet(packet);
        }
        assertSilent();
    }

    @Test
    @DisplayName(
            "50: fragments in any order become a datagram of up to 65,507 octets, and its echo comes in fragments")
    void fragments() throws Exception {
        for (int size : new int[] {4000, 65_507}) {
            byte[] data = new byte[size];
            new Random(size).nextBytes(data);
            sendFragments(data, size);
            assertArrayEquals(data, awaitFragments(size));
        }
    }

    /// The data of a datagram that comes in fragments.
    private static byte[] awaitFragments(int size) throws IOException {
        byte[] datagram = new byte[size + 8];
        int got = 0;
        while (got < datagram.length) {
            byte[] frame = wire.await("fragment", f -> Wire.is(f, Ipv4Header.UDP));
            int offset = (RawFrame.u16(frame, RawFrame.IP + 6) & 0x1fff) * 8;
            int length = RawFrame.u16(frame, RawFrame.IP + 2) - Ipv4Header.SIZE;
            System.arraycopy(frame, 34, datagram, offset, length);
            got += length;
        }
        return Arrays.copyOfRange(datagram, 8, datagram.length);
    }

    private static void sendFragments(byte[] data, int identification) throws IOException {
        PacketBuffer whole = Wire.datagram(Wire.PEER, Wire.IMAGE, 7, data);
        whole.consume(Ipv4Header.SIZE);
        byte[] segment = whole.toByteArray();
        List<Integer> offsets = new ArrayList<>();
        for (int offset = 0; offset < segment.length; offset += 1480) {
            offsets.add(offset);
        }
        Collections.shuffle(offsets, new Random(1));
        for (int offset : offsets) {
            int end = Math.min(offset + 1480, segment.length);
            fragment(
                    identification & 0xffff,
                    offset,
                    end < segment.length,
                    Arrays.copyOfRange(segment, offset, end));
        }
    }

    private static void fragment(int identification, int offset, boolean more, byte[] part)
            throws IOException {
        PacketBuffer packet = Wire.room();
        packet.append(part, 0, part.length);
        new Ipv4Header(
                        0,
                        identification,
                        more ? Ipv4Header.MORE_FRAGMENTS : 0,
                        offset / 8,
                        64,
                        Ipv4Header.UDP,
                        Wire.PEER,
                        Wire.IMAGE,
                        Octets.NONE)
                .write(packet);
        wire.packet(packet);
    }

    @Test
    @DisplayName(
            "51, 107: overlapping (teardrop), empty, odd and overlong (ping of death) fragments are dropped; the machine goes on")
    void teardrop() throws Exception {
        fragment(1, 0, true, new byte[64]);
        fragment(1, 24, false, new byte[8]);
        fragment(2, 65_528, false, new byte[1400]);
        fragment(3, 8, true, new byte[0]);
        fragment(4, 0, true, new byte[13]);
        fragment(5, 0, true, new byte[8]);
        fragment(5, 0, true, new byte[16]);
        fragment(6, 800, false, new byte[8]);
        fragment(6, 1600, false, new byte[8]);
        assertSilent();
        wire.packet(Wire.datagram(Wire.PEER, Wire.IMAGE, 7, new byte[] {1, 2, 3}));
        assertEchoed(new byte[] {1, 2, 3});
    }

    @Test
    @DisplayName(
            "34: SYN to a group, in a frame to all, from a group or from ourselves (land) is ignored")
    void impossibleEnds() throws Exception {
        WireConnection c = new WireConnection(wire, 20_000, 7);
        byte[] frame = c.segment(TcpHeader.SYN, c.seq, new byte[0]);
        for (int i = 0; i < 6; i++) {
            frame[i] = -1;
        }
        wire.send(frame);
        Ipv4Address group = Ipv4Address.of(224, 0, 0, 1);
        WireConnection land = new WireConnection(wire, Wire.IMAGE, 7, 7);
        WireConnection fromGroup = new WireConnection(wire, group, 7, 7);
        WireConnection fromAll = new WireConnection(wire, Ipv4Address.BROADCAST, 7, 7);
        for (WireConnection impossible : List.of(land, fromGroup, fromAll)) {
            impossible.send(TcpHeader.SYN);
        }
        byte[] toGroup = c.segment(TcpHeader.SYN, c.seq, new byte[0]);
        toGroup[RawFrame.IP + 16] = (byte) 224;
        RawFrame.repairChecksums(toGroup);
        wire.send(toGroup);
        assertSilent();
    }

    @Test
    @DisplayName("47: frames to other cards are nobody's")
    void otherCards() throws Exception {
        PacketBuffer packet = Wire.datagram(Wire.PEER, Wire.IMAGE, 7, new byte[3]);
        wire.packet(packet, new MacAddress(0x020000001234L));
        assertSilent();
    }
}
