package dev.morgana.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.morgana.testkit.Property;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The laws that every format keeps: what is written is read back; what is read and written again is the same octets; no octets
/// whatever raise anything but MalformedPacketException.
class FormatLawsTest {
    private static final int CASES = 2_000;

    private static final int SOURCE = 0x0a000001;
    private static final int DESTINATION = 0x0a000002;

    /// One format, as its values are drawn, written and read.
    record Format<T>(
            String name,
            Function<RandomGenerator, T> draw,
            BiConsumer<T, PacketBuffer> write,
            Function<PacketBuffer, T> parse) {
        void roundTrip(RandomGenerator random) {
            T value = draw.apply(random);
            PacketBuffer buffer = Arbitrary.buffer();
            write.accept(value, buffer);
            byte[] octets = buffer.toByteArray();
            assertEquals(value, parse.apply(buffer));
            PacketBuffer again = Arbitrary.buffer();
            write.accept(parse.apply(PacketBuffer.copyOf(octets)), again);
            assertArrayEquals(octets, again.toByteArray());
        }

        /// A written value with some octets changed and the end cut off: gets further into a parser than noise.
        void damaged(RandomGenerator random) {
            PacketBuffer buffer = Arbitrary.buffer();
            write.accept(draw.apply(random), buffer);
            byte[] octets = buffer.toByteArray();
            for (int i = random.nextInt(4); i > 0; i--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt();
            }
            PacketBuffer damaged = PacketBuffer.copyOf(octets);
            damaged.trim(random.nextInt(octets.length + 1));
            survive(parse, damaged);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Format<?>> formats() {
        return Stream.of(
                new Format<>(
                        "EthernetHeader",
                        r ->
                                new EthernetHeader(
                                        Arbitrary.mac(r), Arbitrary.mac(r), Arbitrary.u16(r)),
                        EthernetHeader::write,
                        EthernetHeader::parse),
                new Format<>(
                        "ArpPacket",
                        r ->
                                new ArpPacket(
                                        Arbitrary.u16(r),
                                        Arbitrary.mac(r),
                                        Arbitrary.address(r),
                                        Arbitrary.mac(r),
                                        Arbitrary.address(r)),
                        ArpPacket::write,
                        ArpPacket::parse),
                new Format<>(
                        "Ipv4Header", Arbitrary::ipv4Header, Ipv4Header::write, Ipv4Header::parse),
                new Format<>(
                        "Icmpv4Message",
                        r ->
                                new Icmpv4Message(
                                        Arbitrary.u8(r),
                                        Arbitrary.u8(r),
                                        r.nextInt(),
                                        Arbitrary.octets(r, 1400)),
                        Icmpv4Message::write,
                        Icmpv4Message::parse),
                new Format<>(
                        "UdpHeader",
                        r -> new UdpHeader(Arbitrary.u16(r), Arbitrary.u16(r)),
                        (header, to) -> header.write(to, SOURCE, DESTINATION),
                        from -> UdpHeader.parse(from, SOURCE, DESTINATION)),
                new Format<>(
                        "DhcpMessage",
                        Arbitrary::dhcpMessage,
                        DhcpMessage::write,
                        DhcpMessage::parse),
                new Format<>(
                        "DnsMessage", Arbitrary::dnsMessage, DnsMessage::write, DnsMessage::parse));
    }

    @ParameterizedTest
    @MethodSource("formats")
    @DisplayName("parse(write(x)) equals x, and write(parse(b)) equals b")
    void roundTrip(Format<?> format) {
        Property.check(CASES, format::roundTrip);
    }

    @ParameterizedTest
    @MethodSource("formats")
    @DisplayName("damaged and truncated values raise nothing but MalformedPacketException")
    void damaged(Format<?> format) {
        Property.check(CASES, format::damaged);
    }

    @ParameterizedTest
    @MethodSource("formats")
    @DisplayName("arbitrary octets raise nothing but MalformedPacketException")
    void arbitrary(Format<?> format) {
        Property.check(CASES, random -> survive(format.parse(), Arbitrary.buffer(random, 700)));
    }

    @ParameterizedTest
    @MethodSource("formats")
    @DisplayName("an empty buffer raises nothing but MalformedPacketException")
    void empty(Format<?> format) {
        survive(format.parse(), PacketBuffer.copyOf(new byte[0]));
    }

    private static void survive(Function<PacketBuffer, ?> parse, PacketBuffer octets) {
        try {
            assertNotNull(parse.apply(octets));
        } catch (MalformedPacketException expected) {
            assertEquals(0, expected.getStackTrace().length);
        }
    }
}
