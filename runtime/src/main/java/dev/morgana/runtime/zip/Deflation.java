package dev.morgana.runtime.zip;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.GZIPException;
import com.jcraft.jzlib.JZlib;

/// One compression stream (RFC 1950, or RFC 1951 without the wrapper). The caller serialises access, as `java.util.zip.Deflater`
/// does with its own lock.
final class Deflation {
    /// zlib's DEF_MEM_LEVEL, which the JDK uses too.
    private static final int MEMORY_LEVEL = 8;

    private static final byte[] EMPTY = {};

    private final boolean raw;
    private int level;
    private int strategy;
    private Deflater stream;

    /// @param level -1 (default) to 9
    /// @param strategy 0 default, 1 filtered, 2 Huffman only
    /// @param raw whether to leave out zlib's header and trailer
    Deflation(int level, int strategy, boolean raw) {
        this.raw = raw;
        this.level = level;
        this.strategy = strategy;
        this.stream = open();
    }

    private Deflater open() {
        try {
            JZlib.WrapperType wrapper = raw ? JZlib.WrapperType.NONE : JZlib.WrapperType.ZLIB;
            Deflater made = new Deflater(level, JZlib.DEF_WBITS, MEMORY_LEVEL, wrapper);
            made.next_in = EMPTY;
            made.next_out = EMPTY;
            if (strategy != 0) {
                made.params(level, strategy);
            }
            return made;
        } catch (GZIPException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Compresses what fits.
    ///
    /// @param flush zlib's flush value: 0 none, 2 sync, 3 full, 4 finish
    /// @param parameters 0, or 1 | strategy << 1 | level << 3 to change them first
    /// @return the [Progress]; its wish: there was no room to change the parameters
    long deflate(
            byte[] input,
            int inputOffset,
            int inputLength,
            byte[] output,
            int outputOffset,
            int outputLength,
            int flush,
            int parameters) {
        stream.next_in = input;
        stream.next_in_index = inputOffset;
        stream.avail_in = inputLength;
        stream.next_out = output;
        stream.next_out_index = outputOffset;
        stream.avail_out = outputLength;
        int status =
                (parameters & 1) == 0
                        ? stream.deflate(flush)
                        : change(parameters >> 3, parameters >> 1 & 3);
        int consumed = inputLength - stream.avail_in;
        int produced = outputLength - stream.avail_out;
        stream.next_in = EMPTY;
        stream.next_out = EMPTY;
        return switch (status) {
            case JZlib.Z_OK -> Progress.of(consumed, produced, false, false);
            case JZlib.Z_STREAM_END -> Progress.of(consumed, produced, true, false);
            case JZlib.Z_BUF_ERROR ->
                    (parameters & 1) == 0 ? 0 : Progress.of(consumed, produced, false, true);
            default ->
                    throw new InternalError(
                            "zlib status "
                                    + status
                                    + (stream.msg == null ? "" : ": " + stream.msg));
        };
    }

    private int change(int newLevel, int newStrategy) {
        int status = stream.params(newLevel, newStrategy);
        if (status == JZlib.Z_OK) {
            level = newLevel;
            strategy = newStrategy;
        }
        return status;
    }

    /// Sets the preset dictionary, before the first data.
    ///
    /// @throws IllegalArgumentException if it is too late for one
    void setDictionary(byte[] dictionary) {
        if (stream.setDictionary(dictionary, dictionary.length) != JZlib.Z_OK) {
            throw new IllegalArgumentException();
        }
    }

    /// The Adler-32 of the input so far.
    int adler() {
        return (int) stream.getAdler();
    }

    /// Starts over with the same parameters.
    void reset() {
        stream.end();
        stream = open();
    }
}
