package dev.morgana.net.tcp;

/// What has arrived and the user has not read: `length` octets in order, and behind them, at their final places, those that
/// [ReassemblyQueue] knows of. Memory is bounded by the limit and taken on demand.
final class ReceiveBuffer {
    private final Ring ring;
    private int length;
    private int limit;

    ReceiveBuffer(int limit, MemoryBudget budget) {
        this.limit = limit;
        this.ring = new Ring(budget);
    }

    /// Octets that can be read.
    int length() {
        return length;
    }

    /// The window's size: octets from RCV.NXT to the end of the buffer, as large as memory allows.
    int free() {
        return Math.max(0, most() - length);
    }

    /// The buffer's size as it can be now.
    int most() {
        return Math.min(limit, ring.room());
    }

    /// Octets behind RCV.NXT that have or get memory now. A window that was promised may be larger.
    int placeable() {
        return ring.room() - length;
    }

    /// Gives the memory back that only text out of order needed.
    void shrink() {
        ring.shrink(length);
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
