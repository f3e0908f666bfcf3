package dev.morgana.runtime.loops;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The lines of a text file in UTF-8, as [java.util.Scanner] finds them, without its regular expressions.
///
/// A line ends with `\r\n`, `\n`, `\r`, U+0085, U+2028, U+2029 or the text. What cannot be read or decoded ends the text without an exception, and takes with it what the same read had already
/// decoded; so the buffer's size and growth are those of the scanner. Not for use by several threads.
final class ScannedLines implements Closeable {
    private static final int BUFFER = 1024;

    private final Reader source;
    private char[] buffer = new char[BUFFER];

    /// Where the next line begins, and where that which has been read ends.
    private int begin;

    private int end;
    private boolean sourceEnded;

    /// Opens a file.
    ///
    /// @throws FileNotFoundException if it cannot be opened
    ScannedLines(String file) throws FileNotFoundException {
        source =
                Channels.newReader(
                        new FileInputStream(file).getChannel(),
                        StandardCharsets.UTF_8.newDecoder(),
                        -1);
    }

    /// The next line without its terminator, or null after the last one.
    @Nullable String next() {
        int length = 0;
        while (true) {
            while (begin + length < end && !isTerminator(buffer[begin + length])) {
                length++;
            }
            if (sourceEnded || isWhole(length)) {
                return take(length);
            }
            read();
        }
    }

    private static boolean isTerminator(char character) {
        return switch (character) {
            case '\n', '\r', '\u0085', '\u2028', '\u2029' -> true;
            default -> false;
        };
    }

    /// Whether the buffer shows where the next line begins: after a `\r` a `\n` may follow.
    private boolean isWhole(int length) {
        int at = begin + length;
        return at < end && (buffer[at] != '\r' || at + 1 < end);
    }

    private @Nullable String take(int length) {
        if (begin == end) {
            return null;
        }
        String line = new String(buffer, begin, length);
        begin += length;
        if (begin + 1 < end && buffer[begin] == '\r' && buffer[begin + 1] == '\n') {
            begin += 2;
        } else if (begin < end) {
            begin++;
        }
        return line;
    }

    private void read() {
        if (end == buffer.length) {
            makeRoom();
        }
        int count;
        try {
            count = source.read(buffer, end, buffer.length - end);
        } catch (IOException unreadable) {
            count = -1;
        }
        if (count < 0) {
            sourceEnded = true;
        } else {
            end += count;
        }
    }

    private void makeRoom() {
        if (begin == 0) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        } else {
            System.arraycopy(buffer, begin, buffer, 0, end - begin);
            end -= begin;
            begin = 0;
        }
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException ignored) {
            // As in the scanner: what was read is not worse for it.
        }
    }
}
