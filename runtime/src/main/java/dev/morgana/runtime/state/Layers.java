package dev.morgana.runtime.state;

import dev.morgana.storage.FixedFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Counters by layer as JSON (RFC 8259): an object of objects with numbers, a line for each layer.
///
/// ```json
/// {
///   "udp": {"received": 12, "sent": 9},
///   "sockets": {"open": 3}
/// }
/// ```
///
/// Names are letters and digits: nothing has to be escaped. A program may ask with every request of its own, so the octets are written at once, without text in between.
public final class Layers {
    private static final int CAPACITY = 2048;
    private static final int MOST_DIGITS = 20;

    /// Room for what stands around a name and a number.
    private static final int PUNCTUATION = 10;

    private byte[] text = new byte[CAPACITY];
    private int length;
    private boolean layerOpen;
    private boolean first = true;

    /// No layers yet.
    public Layers() {
        put('{');
    }

    /// Begins the next layer.
    public Layers layer(String name) {
        reserve(name.length() + PUNCTUATION);
        if (layerOpen) {
            put('}');
            put(',');
        }
        put('\n');
        put(' ');
        put(' ');
        name(name);
        put('{');
        layerOpen = true;
        first = true;
        return this;
    }

    /// Adds a number to the present layer.
    public Layers count(String name, long value) {
        reserve(name.length() + PUNCTUATION + MOST_DIGITS);
        if (!first) {
            put(',');
            put(' ');
        }
        name(name);
        number(value);
        first = false;
        return this;
    }

    private void name(String ascii) {
        put('"');
        octets(ascii, text, length);
        length += ascii.length();
        put('"');
        put(':');
        put(' ');
    }

    private void number(long value) {
        if (value < 0) {
            String digits = Long.toString(value);
            octets(digits, text, length);
            length += digits.length();
            return;
        }
        int end = length + 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            end++;
        }
        length = end;
        long rest = value;
        do {
            text[--end] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
    }

    /// One character; there is room.
    private void put(char ascii) {
        text[length++] = (byte) ascii;
    }

    @SuppressWarnings("deprecation") // of ASCII it is right, and it makes no array
    private static void octets(String ascii, byte[] to, int at) {
        ascii.getBytes(0, ascii.length(), to, at);
    }

    private void reserve(int count) {
        if (text.length - length < count) {
            text = Arrays.copyOf(text, 2 * text.length + count);
        }
    }

    private byte[] all() {
        String end = layerOpen ? "}\n}\n" : "}\n";
        byte[] all = Arrays.copyOf(text, length + end.length());
        octets(end, all, length);
        return all;
    }

    /// All of it, with a line feed at the end.
    @Override
    public String toString() {
        return new String(all(), StandardCharsets.US_ASCII);
    }

    /// All of it as a file.
    public FixedFile file() {
        return FixedFile.of(all());
    }
}
