package dev.morgana.net.tcp;

/// What the user has sent and the peer has not acknowledged, oldest octet first. Memory is bounded by the limit and
/// by the [MemoryBudget], and taken on demand.
final class SendBuffer {
    private final Ring ring;
    private int length;
    private int limit;

    SendBuffer(int limit, MemoryBudget budget) {
        this.limit = limit;
        this.ring = new Ring(budget);
    }

    /// Octets held.
    int length() {
        return length;
    }

    /// Octets that [#append] would take.
    int free() {
        return Math.max(0, most() - length);
    }

    private int most() {
        return Math.min(limit, ring.room());
    }

    int limit() {
        return limit;
    }

    /// Changes the limit; what is held stays.
    void limit(int octets) {
        limit = octets;
    }

    /// Whether so much is free that a waiting writer should go on: a quarter of what is allowed.
    boolean roomy() {
        return free() >= Math.max(1, most() >>> 2);
    }

    /// Takes as much of the `count` octets as fits; returns how much.
    int append(byte[] from, int offset, int count) {
        int taken = Math.min(count, free());
        if (taken > 0) {
            ring.put(length, from, offset, taken);
            length += taken;
        }
        return taken;
    }

    /// Copies `count` octets from the place `offset` behind the oldest.
    void copy(int offset, byte[] to, int at, int count) {
        ring.get(offset, to, at, count);
    }

    /// Drops the `count` oldest octets.
    void acknowledge(int count) {
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
