package dev.morgana.runtime.zip;

/// Where decompressed bytes go: the caller's array, with the 32 KiB before it that matches may refer to. While a call lasts, what
/// it produced is its own history; at its end the last 32 KiB are kept.
final class InflateOutput {
    private static final int WINDOW = 32768;
    private static final byte[] NONE = {};

    private final byte[] window = new byte[WINDOW];
    private int kept;
    private byte[] to = NONE;
    private int start;
    private int at;
    private int end;

    void target(byte[] bytes, int offset, int length) {
        to = bytes;
        start = offset;
        at = offset;
        end = offset + length;
    }

    int produced() {
        return at - start;
    }

    int room() {
        return end - at;
    }

    void put(int octet) {
        to[at++] = (byte) octet;
    }

    /// How far back a match may reach.
    int history() {
        return Math.min(WINDOW, kept + produced());
    }

    /// Repeats up to `length` bytes from `distance` bytes back, as far as there is room; returns how many.
    int copyBack(int distance, int length) {
        int count = Math.min(length, room());
        for (int i = 0; i < count; i++) {
            int from = at - distance;
            to[at++] = from >= start ? to[from] : window[kept + from - start];
        }
        return count;
    }

    /// Copies stored bytes from `input` as far as both sides allow; returns how many.
    int copyFrom(BitInput input, int length) {
        int count = input.copy(to, at, Math.min(length, room()));
        at += count;
        return count;
    }

    /// Puts a preset dictionary before the first byte.
    void preset(byte[] dictionary) {
        kept = Math.min(WINDOW, dictionary.length);
        System.arraycopy(dictionary, dictionary.length - kept, window, 0, kept);
    }

    /// Ends a call: keeps the history and lets the caller's array go.
    void detach() {
        int fresh = Math.min(WINDOW, produced());
        int old = Math.min(kept, WINDOW - fresh);
        System.arraycopy(window, kept - old, window, 0, old);
        System.arraycopy(to, at - fresh, window, old, fresh);
        kept = old + fresh;
        target(NONE, 0, 0);
    }

    void reset() {
        kept = 0;
        target(NONE, 0, 0);
    }
}
