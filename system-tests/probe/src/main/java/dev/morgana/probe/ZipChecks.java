package dev.morgana.probe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.Checksum;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterInputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.InflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// The whole of `java.util.zip`; archives in files are part of `FileChecks`. What it prints is the same on every JVM: no sizes of what is compressed, which are the compressor's own.
final class ZipChecks {
    private static final byte[] MIXED = mixed();

    private ZipChecks() {}

    static void addTo(Map<String, Check> checks) {
        checks.put("zip", _ -> zip());
    }

    /// Text that repeats itself, then noise, then zeros.
    private static byte[] mixed() {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < 3000; i++) {
            bytes.writeBytes(("line " + i * i + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        byte[] noise = new byte[70_000];
        new Random(1).nextBytes(noise);
        bytes.writeBytes(noise);
        bytes.writeBytes(new byte[100_000]);
        return bytes.toByteArray();
    }

    private static void zip() throws Exception {
        checksums();
        for (int level = -1; level <= 9; level++) {
            for (int strategy :
                    new int[] {
                        Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY
                    }) {
                roundTrip(level, strategy);
            }
        }
        dictionary();
        flush();
        damaged();
        streams();
        archive();
    }

    private static void checksums() throws IOException {
        for (Checksum sum : new Checksum[] {new CRC32(), new CRC32C(), new Adler32()}) {
            sum.update(MIXED, 3, MIXED.length - 3);
            sum.update(7);
            ByteBuffer direct = ByteBuffer.allocateDirect(1000).put(MIXED, 0, 1000).flip();
            sum.update(direct);
            System.out.println(
                    sum.getClass().getSimpleName() + " " + Long.toHexString(sum.getValue()));
        }
        try (var in = new CheckedInputStream(new ByteArrayInputStream(MIXED), new CRC32())) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            System.out.println("checked " + Long.toHexString(in.getChecksum().getValue()));
        }
    }

    private static void roundTrip(int level, int strategy) throws DataFormatException {
        byte[] packed = new byte[MIXED.length + 1000];
        int length = 0;
        try (var deflater = new Deflater(level, true)) {
            deflater.setStrategy(strategy);
            deflater.setInput(MIXED);
            deflater.finish();
            while (!deflater.finished()) {
                length += deflater.deflate(packed, length, packed.length - length);
            }
            boolean smaller = level == 0 || length < MIXED.length * 3 / 4;
            System.out.print(level + " " + strategy + " smaller " + smaller);
        }
        byte[] unpacked = new byte[MIXED.length];
        try (var inflater = new Inflater(true)) {
            inflater.setInput(packed, 0, length);
            int at = 0;
            while (!inflater.finished()) {
                at += inflater.inflate(unpacked, at, Math.min(999, unpacked.length - at));
            }
            System.out.println(
                    ", the same "
                            + Arrays.equals(MIXED, unpacked)
                            + " "
                            + inflater.getBytesWritten());
        }
    }

    private static void dictionary() throws DataFormatException {
        byte[] words = "the words that come again".getBytes(StandardCharsets.US_ASCII);
        byte[] packed = new byte[200];
        try (var deflater = new Deflater();
                var inflater = new Inflater()) {
            deflater.setDictionary(words);
            deflater.setInput(words);
            deflater.finish();
            int length = deflater.deflate(packed);
            inflater.setInput(packed, 0, length);
            byte[] room = new byte[200];
            System.out.println(
                    inflater.inflate(room)
                            + " needs "
                            + inflater.needsDictionary()
                            + " "
                            + (inflater.getAdler() == deflater.getAdler()));
            inflater.setDictionary(words);
            System.out.println(
                    new String(room, 0, inflater.inflate(room), StandardCharsets.US_ASCII));
        }
    }

    private static void flush() throws DataFormatException {
        byte[] packed = new byte[1000];
        byte[] room = new byte[1000];
        try (var deflater = new Deflater();
                var inflater = new Inflater()) {
            deflater.setInput(MIXED, 0, 300);
            int length = deflater.deflate(packed, 0, packed.length, Deflater.SYNC_FLUSH);
            inflater.setInput(packed, 0, length);
            System.out.println(
                    "after a flush "
                            + inflater.inflate(room)
                            + ", finished "
                            + inflater.finished());
        }
    }

    private static void damaged() {
        byte[] packed = packed();
        packed[packed.length / 2] ^= 0x55;
        packed[packed.length - 1] ^= 1;
        try (var in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            System.out.println("read " + in.readAllBytes().length);
        } catch (IOException e) {
            System.out.println("damaged: " + e.getClass().getName());
        }
        try (var in = new InflaterInputStream(new ByteArrayInputStream(packed(), 0, 5000))) {
            System.out.println("read " + in.readAllBytes().length);
        } catch (IOException e) {
            System.out.println("cut: " + e);
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(new byte[20]))) {
            System.out.println("read " + in.readAllBytes().length);
        } catch (IOException e) {
            System.out.println("no gzip: " + e);
        }
    }

    private static byte[] packed() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes)) {
            out.write(MIXED);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void streams() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(MIXED);
        }
        int members = bytes.size();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write("second member".getBytes(StandardCharsets.US_ASCII));
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            byte[] all = in.readAllBytes();
            System.out.println(
                    "gzip "
                            + (all.length - MIXED.length)
                            + " more, two members "
                            + (bytes.size() > members));
        }
        try (var in =
                new InflaterInputStream(new DeflaterInputStream(new ByteArrayInputStream(MIXED)))) {
            System.out.println("through " + Arrays.equals(MIXED, in.readAllBytes()));
        }
        var plain = new ByteArrayOutputStream();
        try (var out = new InflaterOutputStream(plain)) {
            out.write(packed());
        }
        System.out.println("out " + Arrays.equals(MIXED, plain.toByteArray()));
    }

    private static void archive() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            out.setComment("an archive");
            out.putNextEntry(new ZipEntry("folder/"));
            out.closeEntry();
            out.putNextEntry(new ZipEntry("folder/grüße.txt"));
            out.write(MIXED);
            out.closeEntry();
            var stored = new ZipEntry("stored");
            var sum = new CRC32();
            sum.update(MIXED);
            stored.setMethod(ZipEntry.STORED);
            stored.setSize(MIXED.length);
            stored.setCrc(sum.getValue());
            out.putNextEntry(stored);
            out.write(MIXED);
            out.closeEntry();
        }
        try (var in = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                System.out.println(
                        entry.getName()
                                + " "
                                + entry.isDirectory()
                                + " "
                                + content.length
                                + " "
                                + (content.length == 0 || Arrays.equals(MIXED, content)));
            }
        }
    }
}
