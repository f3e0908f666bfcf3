package dev.morgana.net.tcp;

/// What the user has sent and the peer has not acknowledged.
final class SendBuffer extends StreamBuffer {
    SendBuffer(int limit, MemoryBudget budget) {
        super(limit, budget);
    }

    /// Whether so much is free that a waiting writer should go on: a quarter of what is allowed.
    boolean roomy() {
        return free() >= Math.max(1, most() >>> 2);
    }

    /// Takes as much of the `count` octets as fits; returns how much.
    int append(byte[] from, int offset, int count) {
        int taken = Math.min(count, free());
        if (taken > 0) {
            ring.put(length(), from, offset, taken);
            lengthen(taken);
        }
        return taken;
    }

    /// Copies `count` octets from the place `offset` behind the oldest.
    void copy(int offset, byte[] to, int at, int count) {
        ring.get(offset, to, at, count);
    }
}
