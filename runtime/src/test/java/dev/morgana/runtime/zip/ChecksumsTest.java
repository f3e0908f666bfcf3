package dev.morgana.runtime.zip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.morgana.testkit.Property;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class ChecksumsTest {
    @Test
    void agreesWithTheJdkOnAnyPieces() {
        Property.check(
                200,
                random -> {
                    byte[] data = new byte[random.nextInt(20_000)];
                    random.nextBytes(data);
                    CRC32 crc = new CRC32();
                    Adler32 adler = new Adler32();
                    int ourCrc = 0;
                    int ourAdler = 1;
                    for (int at = 0; at < data.length; ) {
                        int length = Math.min(1 + random.nextInt(9_000), data.length - at);
                        crc.update(data, at, length);
                        adler.update(data, at, length);
                        ourCrc = Checksums.crc32(ourCrc, data, at, length);
                        ourAdler = Checksums.adler32(ourAdler, data, at, length);
                        assertEquals((int) crc.getValue(), ourCrc);
                        assertEquals((int) adler.getValue(), ourAdler);
                        at += length;
                    }
                });
    }

    @Test
    void singleBytesAndTheLargestSums() {
        assertEquals(0xd202ef8d, Checksums.crc32(0, 0));
        byte[] ones = new byte[1_000_000];
        Arrays.fill(ones, (byte) 255);
        Adler32 adler = new Adler32();
        adler.update(ones);
        assertEquals((int) adler.getValue(), Checksums.adler32(1, ones, 0, ones.length));
    }
}
