package dev.morgana.net.tcp;

/// What has arrived and the user has not read: `length` octets in order, and behind them, at their final places, those that
/// [ReassemblyQueue] knows of. Memory is bounded by the limit and taken on demand.
final class ReceiveBuffer {
    private final Ring ring = new Ring();
    private int length;
    private int limit;

    ReceiveBuffer(int limit) {
        this.limit = limit;
    }

    /// Octets that can be read.
    int length() {
        return length;
    }

    /// The window's size: octets from RCV.NXT to the end of the buffer.
    int free() {
        return Math.max(0, limit - length);
    }

    int limit() {
        return limit;
    }

    /// Changes the limit; what is held or was promised stays.
    void limit(int octets) {
        limit = octets;
    }

    /// Puts `count` octets at the place `offset` behind RCV.NXT, without making them readable.
    void place(int offset, byte[] from, int at, int count) {
        ring.put(length + offset, from, at, count);
    }

    /// Makes `count` more octets readable: RCV.NXT has advanced.
    void advance(int count) {
        length += count;
    }

    /// Moves up to `count` octets to the user; returns how many.
    int read(byte[] to, int offset, int count) {
        int taken = Math.min(count, length);
        if (taken > 0) {
            ring.get(0, to, offset, taken);
            drop(taken);
        }
        return taken;
    }

    /// Drops the `count` oldest octets.
    void drop(int count) {
        ring.advance(count);
        length -= count;
    }

    /// Whether memory is held for nothing.
    boolean wasteful() {
        return length == 0 && ring.capacity() > 0;
    }

    /// Drops everything and gives the memory back.
    void clear() {
        ring.free();
        length = 0;
    }
}
