package dev.morgana.runtime.zip;

/// CRC-32 (ISO 3309, as in RFC 1952 section 8), eight bytes a step, and Adler-32 (RFC 1950 section 9).
final class Checksums {
    /// The reversed polynomial of RFC 1952.
    private static final int POLYNOMIAL = 0xedb88320;

    /// `CRC[k * 256 + b]`: the CRC of byte `b` followed by `k` zero bytes.
    private static final int[] CRC = new int[8 * 256];

    /// The largest prime below 65536.
    private static final int BASE = 65521;

    /// So many bytes can be added before the sums must be reduced to stay within 31 bits.
    private static final int CHUNK = 3800;

    static {
        for (int b = 0; b < 256; b++) {
            int crc = b;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ (POLYNOMIAL & -(crc & 1));
            }
            CRC[b] = crc;
        }
        for (int i = 256; i < CRC.length; i++) {
            CRC[i] = CRC[i - 256] >>> 8 ^ CRC[CRC[i - 256] & 255];
        }
    }

    private Checksums() {}

    /// The CRC-32 of what `crc` stands for, followed by the byte `b`.
    static int crc32(int crc, int b) {
        int state = ~crc;
        return ~(state >>> 8 ^ CRC[(state ^ b) & 255]);
    }

    /// The CRC-32 of what `crc` stands for, followed by `length` bytes.
    static int crc32(int crc, byte[] bytes, int offset, int length) {
        int state = ~crc;
        int at = offset;
        int end = offset + length;
        for (; end - at >= 8; at += 8) {
            int low = state ^ littleEndian(bytes, at);
            int high = littleEndian(bytes, at + 4);
            state =
                    CRC[7 * 256 + (low & 255)]
                            ^ CRC[6 * 256 + (low >>> 8 & 255)]
                            ^ CRC[5 * 256 + (low >>> 16 & 255)]
                            ^ CRC[4 * 256 + (low >>> 24)]
                            ^ CRC[3 * 256 + (high & 255)]
                            ^ CRC[2 * 256 + (high >>> 8 & 255)]
                            ^ CRC[256 + (high >>> 16 & 255)]
                            ^ CRC[high >>> 24];
        }
        for (; at < end; at++) {
            state = state >>> 8 ^ CRC[(state ^ bytes[at]) & 255];
        }
        return ~state;
    }

    private static int littleEndian(byte[] bytes, int at) {
        return (bytes[at] & 255)
                | ((bytes[at + 1] & 255) << 8)
                | ((bytes[at + 2] & 255) << 16)
                | (bytes[at + 3] << 24);
    }

    /// The Adler-32 of what `adler` stands for, followed by `length` bytes.
    static int adler32(int adler, byte[] bytes, int offset, int length) {
        int a = adler & 0xffff;
        int b = adler >>> 16;
        int at = offset;
        int end = offset + length;
        while (at < end) {
            for (int stop = Math.min(at + CHUNK, end); at < stop; at++) {
                a += bytes[at] & 255;
                b += a;
            }
            a %= BASE;
            b %= BASE;
        }
        return b << 16 | a;
    }
}
