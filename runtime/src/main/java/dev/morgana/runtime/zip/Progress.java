package dev.morgana.runtime.zip;

/// What one call did, packed as the JDK expects it of its zlib natives: bits 0-30 bytes consumed, bits 31-61 bytes produced, bit 62
/// the stream's end, bit 63 a wish (dictionary needed, or parameters still to be set).
final class Progress {
    private static final long FINISHED = 1L << 62;
    private static final long WISH = 1L << 63;

    private Progress() {}

    static long of(int consumed, int produced, boolean finished, boolean wish) {
        return consumed | (long) produced << 31 | (finished ? FINISHED : 0) | (wish ? WISH : 0);
    }

    static int consumed(long progress) {
        return (int) (progress & 0x7fff_ffffL);
    }

    static int produced(long progress) {
        return (int) (progress >>> 31 & 0x7fff_ffffL);
    }
}
