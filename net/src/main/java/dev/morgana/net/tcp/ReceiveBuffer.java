package dev.morgana.net.tcp;

/// What has arrived and the user has not read: `length` octets in order, and behind them, at their final places, those that
/// [ReassemblyQueue] knows of. [#free] is the window's size.
final class ReceiveBuffer extends StreamBuffer {
    ReceiveBuffer(int limit, MemoryBudget budget) {
        super(limit, budget);
    }

    /// Octets behind RCV.NXT that have or get memory now. A window that was promised may be larger.
    int placeable() {
        return ring.room() - length();
    }

    /// Gives the memory back that only text out of order needed.
    void shrink() {
        ring.shrink(length());
    }

    /// Puts `count` octets at the place `offset` behind RCV.NXT, without making them readable.
    void place(int offset, byte[] from, int at, int count) {
        ring.put(length() + offset, from, at, count);
    }

    /// Makes `count` more octets readable: RCV.NXT has advanced.
    void advance(int count) {
        lengthen(count);
    }

    /// Moves up to `count` octets to the user; returns how many.
    int read(byte[] to, int offset, int count) {
        int taken = Math.min(count, length());
        if (taken > 0) {
            ring.get(0, to, offset, taken);
            drop(taken);
        }
        return taken;
    }
}
