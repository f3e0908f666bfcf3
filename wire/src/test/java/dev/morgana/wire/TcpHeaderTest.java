package dev.morgana.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.testkit.Property;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The form of TCP headers and options on the wire.
final class TcpHeaderTest {
    private static final String SYN =
            "c0011f90000003e8000000007002fffffe300000" + "020405b4" + "01030307" + "01010402";

    private static TcpHeader parse(String hex) {
        TcpHeader header = new TcpHeader();
        header.parse(PacketBuffer.copyOf(HexFormat.of().parseHex(hex)));
        return header;
    }

    private static String header(int words, String options) {
        return "c0011f90000003e800000000%x002ffff00000000".formatted(words) + options;
    }

    @Test
    void readsAConnectionRequest() {
        TcpHeader header = parse(SYN.replaceFirst("7002", "8002"));
        assertEquals(0xc001, header.sourcePort());
        assertEquals(8080, header.destinationPort());
        assertEquals(1000, header.sequence());
        assertEquals(TcpHeader.SYN, header.flags());
        assertEquals(65535, header.window());
        assertEquals(1460, header.options().maximumSegmentSize());
        assertEquals(7, header.options().windowShift());
        assertTrue(header.options().sackPermitted());
        assertEquals(
                "49153>8080 <SEQ=1000><CTL=SYN> wnd=65535 mss=1460 scale=7 sack-permitted",
                header.toString());
    }

    @Test
    @DisplayName("PROTOCOLS 2: RFC 9293 3.1 MUST-1: the window is unsigned")
    void windowIsUnsigned() {
        assertEquals(0xffff, parse(header(5, "")).window());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 3: RFC 9293 3.1 MUST-4/5/6/64: unknown options are ignored, alignment is free")
    void unknownOptionsAreIgnored() {
        TcpOptions options = parse(header(8, "01fd05aabbcc0204ffff0000")).options();
        assertEquals(0xffff, options.maximumSegmentSize());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 4: RFC 9293 3.1 MUST-7/68/69: illegal option lengths end the options and harm nothing")
    void illegalLengthsSurvive() {
        assertEquals(0, parse(header(6, "0200" + "05b4")).options().maximumSegmentSize());
        assertEquals(0, parse(header(6, "0201" + "05b4")).options().maximumSegmentSize());
        assertEquals(0, parse(header(6, "0205" + "05b4")).options().maximumSegmentSize());
        assertEquals(0, parse(header(6, "010101" + "02")).options().maximumSegmentSize());
        assertEquals(
                1460, parse(header(7, "020405b4" + "08ff0000")).options().maximumSegmentSize());
        assertFalse(parse(header(6, "00" + "040200")).options().sackPermitted());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 5: RFC 9293 3.1: reserved bits are ignored on receipt and zero when sent")
    void reservedBits() {
        TcpHeader header = parse(header(5, "").replaceFirst("5002", "5f02"));
        PacketBuffer out = PacketBuffer.unpooled(60, 0);
        header.write(out);
        assertEquals(0x50, out.array()[out.start() + 12]);
    }

    @Test
    @DisplayName(
            "PROTOCOLS 4, 5: RFC 9293 3.1 MUST-69: what is written has no octet but its options' and no reserved bit, whatever lay there before")
    void nothingLeftOver() {
        Property.check(
                1000,
                random -> {
                    TcpHeader header = any(random);
                    PacketBuffer clean = PacketBuffer.unpooled(60, 0);
                    header.write(clean);
                    PacketBuffer used = PacketBuffer.unpooled(60, 0);
                    Arrays.fill(used.array(), (byte) -1);
                    header.write(used);
                    assertArrayEquals(clean.toByteArray(), used.toByteArray());
                    int offset = clean.array()[clean.start() + 12] & 0xff;
                    assertEquals(clean.length(), (offset >> 4) * 4);
                    assertEquals(0, offset & 15, "reserved bits");
                    assertEquals(optionOctets(clean), clean.length() - 20);
                });
    }

    /// The octets that well-formed options take behind the header, no-operations among them.
    private static int optionOctets(PacketBuffer segment) {
        byte[] octets = segment.toByteArray();
        int at = 20;
        while (at < octets.length) {
            assertTrue(octets[at] != 0, "the end of the options comes only where the header ends");
            at += octets[at] == 1 ? 1 : octets[at + 1];
        }
        return at - 20;
    }

    @Test
    void badDataOffsetIsMalformed() {
        assertThrows(MalformedPacketException.class, () -> parse(header(4, "")));
        assertThrows(MalformedPacketException.class, () -> parse(header(6, "")));
        assertThrows(MalformedPacketException.class, () -> parse("c0011f90"));
    }

    @Test
    void whatIsWrittenReadsTheSame() {
        Property.check(
                1000,
                random -> {
                    TcpHeader header = any(random);
                    PacketBuffer out = PacketBuffer.unpooled(60, 4);
                    out.append(new byte[] {1, 2, 3, 4}, 0, 4);
                    header.write(out);
                    TcpHeader read = new TcpHeader();
                    read.parse(out);
                    assertEquals(header, read);
                    assertEquals(header.hashCode(), read.hashCode());
                    assertArrayEquals(new byte[] {1, 2, 3, 4}, out.toByteArray());
                });
    }

    @Test
    void arbitraryOctetsAreReadOrMalformed() {
        TcpHeader header = new TcpHeader();
        Property.check(
                20_000,
                random -> {
                    byte[] octets = new byte[random.nextInt(80)];
                    random.nextBytes(octets);
                    if (octets.length > 12) {
                        octets[12] = (byte) (random.nextInt(4, 16) << 4);
                    }
                    PacketBuffer segment = PacketBuffer.copyOf(octets);
                    try {
                        header.parse(segment);
                        assertTrue(segment.length() <= octets.length - TcpHeader.LENGTH);
                    } catch (MalformedPacketException refused) {
                        assertEquals(octets.length, segment.length());
                    }
                });
    }

    private static TcpHeader any(RandomGenerator random) {
        TcpHeader header = new TcpHeader();
        header.putPorts(random.nextInt(65536), random.nextInt(65536));
        header.putNumbers(random.nextInt(), random.nextInt());
        header.putFlags(random.nextInt(256));
        header.putWindow(random.nextInt(65536));
        header.putUrgentPointer(random.nextInt(65536));
        TcpOptions options = header.options();
        options.putMaximumSegmentSize(random.nextBoolean() ? random.nextInt(65536) : 0);
        options.putWindowShift(random.nextInt(-1, 256));
        options.putSackPermitted(random.nextBoolean());
        if (random.nextBoolean()) {
            options.putTimestamps(random.nextInt(), random.nextInt());
        }
        int room = (40 - options.length() - 4) / 8;
        for (int i = random.nextInt(Math.max(1, room + 1)); i > 0; i--) {
            options.addSackBlock(random.nextInt(), random.nextInt());
        }
        return header;
    }
}
