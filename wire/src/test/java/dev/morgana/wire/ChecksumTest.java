package dev.morgana.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.morgana.testkit.Property;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    @Test
    @DisplayName("RFC 1071 section 3: the example's sum is ddf2")
    void example() {
        byte[] data = HexFormat.of().parseHex("0001f203f4f5f6f7");
        assertEquals(~0xddf2 & 0xffff, Checksum.of(data, 0, data.length));
    }

    @Test
    @DisplayName("RFC 1624 section 4: the example's update gives 0000, where RFC 1141 gives ffff")
    void update() {
        assertEquals(0, Checksum.update(0xdd2f, 0x5555, 0x3285));
    }

    @Test
    @DisplayName("RFC 1071: equals the sum taken word by word, at any offset and length")
    void reference() {
        Property.check(
                500,
                random -> {
                    byte[] data = new byte[random.nextInt(70_000)];
                    random.nextBytes(data);
                    int offset = random.nextInt(data.length + 1);
                    int length = random.nextInt(data.length - offset + 1);
                    assertEquals(
                            wordByWord(data, offset, length), Checksum.of(data, offset, length));
                });
    }

    @Test
    @DisplayName("RFC 1071 section 1: a packet that holds its own checksum sums to 0")
    void verifies() {
        Property.check(
                500,
                random -> {
                    byte[] data = new byte[20 + random.nextInt(1480)];
                    random.nextBytes(data);
                    Bytes.put16(data, 16, 0);
                    long pseudo =
                            Checksum.pseudoHeader(
                                    random.nextInt(), random.nextInt(), 6, data.length);
                    Bytes.put16(
                            data, 16, Checksum.finish(Checksum.add(pseudo, data, 0, data.length)));
                    assertEquals(0, Checksum.finish(Checksum.add(pseudo, data, 0, data.length)));
                });
    }

    @Test
    @DisplayName("RFC 1624: an update equals a new sum over the changed data")
    void updateEqualsSum() {
        Property.check(
                500,
                random -> {
                    byte[] data = new byte[64];
                    random.nextBytes(data);
                    int before = Checksum.of(data, 0, data.length);
                    int at = random.nextInt(32) * 2;
                    int old = Bytes.u16(data, at);
                    int changed = random.nextInt(65536);
                    Bytes.put16(data, at, changed);
                    assertEquals(
                            Checksum.of(data, 0, data.length),
                            Checksum.update(before, old, changed));
                });
    }

    private static int wordByWord(byte[] data, int offset, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += i % 2 == 0 ? (data[offset + i] & 255) << 8 : data[offset + i] & 255;
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return ~sum & 0xffff;
    }
}
