package dev.morgana.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DhcpMessageTest {
    private static final String DISCOVER_START =
            "01010600" + "12345678" + "00000000" + "00".repeat(16) + "525400123456";

    /// A message with these octets in `sname`, `file` and the options field.
    private static PacketBuffer message(String sname, String file, String options) {
        String header = DISCOVER_START + "00".repeat(10);
        String fields = padded(sname, 64) + padded(file, 128);
        return PacketBuffer.copyOf(HexFormat.of().parseHex(header + fields + "63825363" + options));
    }

    private static String padded(String octets, int size) {
        return octets + "00".repeat(size - octets.length() / 2);
    }

    @Test
    @DisplayName("RFC 2131 section 2: a DISCOVER, octet by octet, padded to 300")
    void discover() {
        PacketBuffer written = Arbitrary.buffer();
        new DhcpMessage(
                        DhcpMessage.REQUEST,
                        0x12345678,
                        0,
                        false,
                        DhcpMessage.Addresses.NONE,
                        new MacAddress(0x525400123456L),
                        DhcpOptions.none()
                                .with(DhcpOptions.HOST_NAME, Octets.of('m'))
                                .with(DhcpOptions.MESSAGE_TYPE, Octets.of(1)))
                .write(written);
        String expected = HexFormat.of().formatHex(message("", "", "3501010c016dff").toByteArray());
        assertEquals(padded(expected, 300), HexFormat.of().formatHex(written.toByteArray()));
        assertEquals(DhcpMessage.Type.DISCOVER, DhcpMessage.parse(written).type());
    }

    @Test
    @DisplayName("81: RFC 3396 a repeated option is joined, and a long one split")
    void joined() {
        DhcpOptions options =
                DhcpMessage.parse(message("", "", "0c0161" + "0601ff" + "0c026263" + "ff"))
                        .options();
        assertEquals(Octets.of('a', 'b', 'c'), options.value(DhcpOptions.HOST_NAME));
    }

    @Test
    @DisplayName("81: RFC 2132 9.3 option 52 opens file, then sname")
    void overload() {
        PacketBuffer both = message("0c0163ff", "0c0162ff", "0c0161340103ff");
        assertEquals(
                Octets.of('a', 'b', 'c'),
                DhcpMessage.parse(both).options().value(DhcpOptions.HOST_NAME));
        PacketBuffer file = message("0c0163ff", "0c0162ff", "340101ff");
        assertEquals(Octets.of('b'), DhcpMessage.parse(file).options().value(12));
        PacketBuffer none = message("0c0163ff", "0c0162ff", "ff");
        assertNull(DhcpMessage.parse(none).options().value(12));
        for (String bad : List.of("340100ff", "340104ff", "3400ff", "34020101ff")) {
            assertThrows(
                    MalformedPacketException.class,
                    () -> DhcpMessage.parse(message("", "", bad)),
                    bad);
        }
    }

    @Test
    @DisplayName("81: malformed lengths are refused")
    void lengths() {
        for (String bad : List.of("0c", "0c02", "0c0261", "350101" + "3304")) {
            assertThrows(
                    MalformedPacketException.class,
                    () -> DhcpMessage.parse(message("", "", bad)),
                    bad);
        }
        DhcpOptions odd =
                DhcpMessage.parse(message("", "", "0603010203330100360200003503010101ff"))
                        .options();
        assertThrows(MalformedPacketException.class, () -> odd.addresses(6));
        assertThrows(MalformedPacketException.class, () -> odd.seconds(51, 0));
        assertThrows(MalformedPacketException.class, () -> odd.address(54));
        assertThrows(MalformedPacketException.class, () -> odd.octet(53));
    }

    @Test
    @DisplayName("81: RFC 3442 classless routes, with the significant octets only")
    void classlessRoutes() {
        String routes = "000a000202" + "100a010a000203" + "18c0a80100000000";
        DhcpOptions options = DhcpMessage.parse(message("", "", "7914" + routes + "ff")).options();
        assertEquals(
                List.of(
                        new DhcpOptions.Route(
                                Ipv4Prefix.parse("0.0.0.0/0"), Ipv4Address.of(10, 0, 2, 2)),
                        new DhcpOptions.Route(
                                Ipv4Prefix.parse("10.1.0.0/16"), Ipv4Address.of(10, 0, 2, 3)),
                        new DhcpOptions.Route(Ipv4Prefix.parse("192.168.1.0/24"), Ipv4Address.ANY)),
                options.classlessRoutes());
        for (String bad : List.of("21000000000000000000", "18c0a801000000", "00")) {
            DhcpOptions cut =
                    DhcpOptions.none().with(121, Octets.copyOf(HexFormat.of().parseHex(bad)));
            assertThrows(MalformedPacketException.class, cut::classlessRoutes, bad);
        }
    }
}
