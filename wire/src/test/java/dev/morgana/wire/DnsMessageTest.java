package dev.morgana.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DnsMessageTest {
    private static final String EXAMPLE = "076578616d706c6503636f6d00";

    private static DnsMessage parse(String octets) {
        return DnsMessage.parse(PacketBuffer.copyOf(HexFormat.of().parseHex(octets)));
    }

    private static void assertMalformed(String octets) {
        assertThrows(MalformedPacketException.class, () -> parse(octets), octets);
    }

    @Test
    @DisplayName("RFC 1035 4.1: a query, octet by octet, with the EDNS record of RFC 6891 6.1.2")
    void query() {
        PacketBuffer written = Arbitrary.buffer();
        DnsMessage.query(0x1234, DnsName.of("example.com"), DnsRecord.A, 1232).write(written);
        assertEquals(
                "123401000001000000000001" + EXAMPLE + "00010001" + "00002904d0000000000000",
                HexFormat.of().formatHex(written.toByteArray()));
    }

    @Test
    @DisplayName("82: RFC 1035 4.1.4 compressed names are read")
    void compressed() {
        DnsMessage response =
                parse(
                        "123481800001000200000000"
                                + (EXAMPLE + "00010001")
                                + "c00c0005000100000e100006"
                                + "03777777c00c"
                                + "c02900010001ffffffff00045db8d822");
        assertEquals(
                List.of(
                        new DnsRecord(
                                DnsName.of("example.com"),
                                DnsRecord.CNAME,
                                1,
                                3600,
                                new DnsRecord.Data.Alias(DnsName.of("www.example.com"))),
                        new DnsRecord(
                                DnsName.of("WWW.example.com"),
                                DnsRecord.A,
                                1,
                                -1,
                                new DnsRecord.Data.Address(Ipv4Address.of(93, 184, 216, 34)))),
                response.answers());
        assertEquals(0, response.answers().get(1).lifetime());
    }

    @Test
    @DisplayName("82: RFC 1035 4.1.4 pointers forward, to themselves and in a loop are refused")
    void pointers() {
        String header = "123481800001000000000000";
        assertMalformed(header + "c00c00010001");
        assertMalformed(header + "c00e0361626300" + "00010001");
        assertMalformed(header + "0161c00c00010001");
        assertMalformed(header + "c0ff00010001");
        assertMalformed(header + "c0");
        assertMalformed(header + "4061" + "00".repeat(80));
        assertMalformed(header + "8061" + "00".repeat(80));
    }

    @Test
    @DisplayName("82: RFC 1035 2.3.4 names beyond 255 octets and labels beyond 63 are refused")
    void limits() {
        String header = "123481800001000000000000";
        String label = "3f" + "61".repeat(63);
        assertEquals(
                255,
                parse(header + label.repeat(3) + "3d" + "61".repeat(61) + "0000010001")
                        .questions()
                        .getFirst()
                        .name()
                        .length());
        assertMalformed(header + label.repeat(3) + "3e" + "61".repeat(62) + "0000010001");
        assertThrows(IllegalArgumentException.class, () -> DnsName.of("a".repeat(64)));
        assertEquals(65, DnsName.of("a".repeat(63)).length());
        assertThrows(IllegalArgumentException.class, () -> DnsName.of("a.".repeat(128)));
        assertEquals(255, DnsName.of("a.".repeat(127)).length());
        for (String bad : List.of("", "a..b", ".a", "a b", "h\u00e9")) {
            assertThrows(IllegalArgumentException.class, () -> DnsName.of(bad), bad);
        }
    }

    @Test
    @DisplayName("82: data that are shorter or longer than their length says are refused")
    void dataLength() {
        String header = "123481800000000100000000";
        assertMalformed(header + "00000100010000000000030a0000");
        assertMalformed(header + "00000100010000000000050a00020f00");
        assertMalformed(header + "0000050001000000000003c00c00");
    }

    @Test
    @DisplayName("86: RFC 4343 names compare without case; RFC 3597 unknown types are opaque")
    void caseAndUnknown() {
        DnsName name = DnsName.of("Example.COM.");
        assertEquals(DnsName.of("example.com"), name);
        assertEquals(DnsName.of("example.com").hashCode(), name.hashCode());
        assertFalse(name.equalsExactly(DnsName.of("example.com")));
        assertTrue(name.withCase(0).equalsExactly(DnsName.of("EXAMPLE.COM")));
        assertTrue(name.withCase(-1).equalsExactly(DnsName.of("example.com")));
        assertEquals("Example.COM.", name.toString());
        assertEquals(".", DnsName.ROOT.toString());
        String unprintable = "1234818000010000000000000461207fe40000010001";
        assertEquals("a???.", parse(unprintable).questions().getFirst().name().toString());
        DnsMessage unknown = parse("123481800000000100000000" + "00ff01000100000000000301c00c");
        assertEquals(
                new DnsRecord.Data.Opaque(Octets.of(1, 0xc0, 0x0c)),
                unknown.answers().getFirst().data());
    }

    @Test
    @DisplayName("85: RFC 6891 6.1.3 the EDNS record extends the response code: BADVERS is 16")
    void extendedCode() {
        assertEquals(
                16, parse("123481800000000000000001" + "0000290200010000000000").responseCode());
        assertEquals(3, parse("123481830000000000000000").responseCode());
    }
}
