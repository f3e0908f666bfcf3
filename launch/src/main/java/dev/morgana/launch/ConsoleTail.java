package dev.morgana.launch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The last part of what a console said. Safe for several threads.
final class ConsoleTail {
    private static final int LIMIT = 64 * 1024;

    private byte[] kept = {};

    /// Adds the first `length` octets of `bytes`.
    synchronized void add(byte[] bytes, int length) {
        var longer = Arrays.copyOf(kept, kept.length + length);
        System.arraycopy(bytes, 0, longer, kept.length, length);
        kept =
                longer.length > LIMIT
                        ? Arrays.copyOfRange(longer, longer.length - LIMIT, longer.length)
                        : longer;
    }

    /// What is kept, as text.
    synchronized String text() {
        return new String(kept, StandardCharsets.UTF_8);
    }
}
