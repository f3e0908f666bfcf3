package dev.morgana.runtime.zip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.testkit.Property;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class ZlibTest {
    private static final long FINISHED = 1L << 62;
    private static final int FINISH = 4;

    /// Half random, half repeating, so that both literals and matches occur.
    private static byte[] data(RandomGenerator random, int limit) {
        byte[] data = new byte[random.nextInt(limit)];
        for (int i = 0; i < data.length; i++) {
            data[i] =
                    i > 300 && random.nextInt(10) > 1
                            ? data[i - 1 - random.nextInt(300)]
                            : (byte) random.nextInt();
        }
        return data;
    }

    private static void moved(long progress) {
        assertTrue(progress != 0, "neither consumed nor produced nor finished");
    }

    private static byte[] ourDeflate(Deflation ours, byte[] data, RandomGenerator random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[64 + random.nextInt(5000)];
        long progress = 0;
        for (int at = 0; (progress & FINISHED) == 0; at += Progress.consumed(progress)) {
            int length = Math.min(data.length - at, 1 + random.nextInt(10_000));
            progress =
                    ours.deflate(
                            data,
                            at,
                            Math.max(length, 0),
                            piece,
                            0,
                            piece.length,
                            length == data.length - at ? FINISH : 0,
                            0);
            out.write(piece, 0, Progress.produced(progress));
            moved(progress);
        }
        return out.toByteArray();
    }

    private static byte[] ourInflate(Inflation ours, byte[] packed, RandomGenerator random)
            throws DataFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[1 + random.nextInt(5000)];
        long progress = 0;
        int at = 0;
        while ((progress & FINISHED) == 0) {
            int length = Math.min(packed.length - at, 1 + random.nextInt(3000));
            progress = ours.inflate(packed, at, length, piece, 0, piece.length);
            out.write(piece, 0, Progress.produced(progress));
            at += Progress.consumed(progress);
            moved(progress);
        }
        assertEquals(packed.length, at);
        return out.toByteArray();
    }

    @Test
    void theJdkReadsWhatWeCompress() {
        Property.check(
                40,
                random -> {
                    byte[] data = data(random, 60_000);
                    boolean raw = random.nextBoolean();
                    byte[] packed =
                            ourDeflate(
                                    new Deflation(random.nextInt(-1, 10), random.nextInt(3), raw),
                                    data,
                                    random);
                    Inflater jdk = new Inflater(raw);
                    jdk.setInput(packed);
                    byte[] back = new byte[data.length + 1];
                    int length = jdk.inflate(back);
                    assertTrue(jdk.finished());
                    assertArrayEquals(data, Arrays.copyOf(back, length));
                    jdk.end();
                });
    }

    @Test
    void weReadWhatTheJdkCompresses() {
        Property.check(
                40,
                random -> {
                    byte[] data = data(random, 60_000);
                    boolean raw = random.nextBoolean();
                    Deflater jdk = new Deflater(random.nextInt(-1, 10), raw);
                    jdk.setInput(data);
                    jdk.finish();
                    byte[] packed = new byte[data.length + 1000];
                    int length = jdk.deflate(packed);
                    jdk.end();
                    Inflation ours = new Inflation(raw);
                    assertArrayEquals(
                            data, ourInflate(ours, Arrays.copyOf(packed, length), random));
                    ours.reset();
                    assertArrayEquals(
                            data, ourInflate(ours, Arrays.copyOf(packed, length), random));
                });
    }

    @Test
    void aDictionaryIsAskedForByItsChecksum() throws DataFormatException {
        byte[] dictionary =
                "the quick brown fox".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Deflater jdk = new Deflater();
        jdk.setDictionary(dictionary);
        jdk.setInput(dictionary);
        jdk.finish();
        byte[] packed = new byte[200];
        int length = jdk.deflate(packed);
        int wanted = jdk.getAdler();
        jdk.end();
        Inflation ours = new Inflation(false);
        byte[] out = new byte[100];
        long asked = ours.inflate(packed, 0, length, out, 0, out.length);
        assertTrue(asked < 0, "bit 63: a dictionary is needed");
        assertEquals(Checksums.adler32(1, dictionary, 0, dictionary.length), ours.adler());
        assertThrows(IllegalArgumentException.class, () -> ours.setDictionary(new byte[] {1}));
        ours.setDictionary(dictionary);
        int at = Progress.consumed(asked);
        long done = ours.inflate(packed, at, length - at, out, 0, out.length);
        assertArrayEquals(dictionary, Arrays.copyOf(out, Progress.produced(done)));
        assertEquals(wanted, ours.adler());
    }

    @Test
    void damagedDataIsADataFormatExceptionAndNothingElse() {
        Property.check(
                100,
                random -> {
                    byte[] data = data(random, 5_000);
                    byte[] packed = ourDeflate(new Deflation(6, 0, false), data, random);
                    for (int i = 0; i <= random.nextInt(4); i++) {
                        packed[random.nextInt(packed.length)] ^= (byte) (1 << random.nextInt(8));
                    }
                    Inflation ours = new Inflation(false);
                    byte[] out = new byte[20_000];
                    try {
                        long progress = ours.inflate(packed, 0, packed.length, out, 0, out.length);
                        assertTrue(Progress.consumed(progress) <= packed.length);
                    } catch (DataFormatException expected) {
                        assertTrue(
                                ours.consumedOnFailure() <= packed.length
                                        && ours.producedOnFailure() <= out.length);
                    }
                });
    }

    @Test
    void parametersChangeInTheMiddle() throws DataFormatException {
        byte[] data = new byte[10_000];
        Arrays.fill(data, (byte) 'x');
        Deflation ours = new Deflation(0, 0, true);
        byte[] packed = new byte[40_000];
        long first = ours.deflate(data, 0, 5_000, packed, 0, packed.length, 0, 0);
        int written = Progress.produced(first);
        int read = Progress.consumed(first);
        long second =
                ours.deflate(
                        data, read, 0, packed, written, packed.length - written, 0, 1 | 9 << 3);
        written += Progress.produced(second);
        long third =
                ours.deflate(
                        data,
                        read,
                        data.length - read,
                        packed,
                        written,
                        packed.length - written,
                        FINISH,
                        0);
        assertTrue((third & FINISHED) != 0);
        written += Progress.produced(third);
        Inflater jdk = new Inflater(true);
        jdk.setInput(packed, 0, written);
        byte[] back = new byte[20_000];
        assertArrayEquals(data, Arrays.copyOf(back, jdk.inflate(back)));
        jdk.end();
    }
}
