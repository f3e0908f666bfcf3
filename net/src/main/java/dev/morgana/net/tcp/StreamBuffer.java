package dev.morgana.net.tcp;

/// Octets of one direction of a connection, the oldest first: `length` of them between the network and the user. Memory is bounded by the
/// limit and by the [MemoryBudget], and taken on demand.
abstract sealed class StreamBuffer permits ReceiveBuffer, SendBuffer {
    /// Where the octets lie.
    final Ring ring;

    private int length;
    private int limit;

    StreamBuffer(int limit, MemoryBudget budget) {
        this.limit = limit;
        this.ring = new Ring(budget);
    }

    /// Octets held.
    final int length() {
        return length;
    }

    /// There are `count` more octets.
    final void lengthen(int count) {
        length += count;
    }

    /// Octets for which there is room, as far as limit and memory allow.
    final int free() {
        return Math.max(0, most() - length);
    }

    /// The buffer's size as it can be now.
    final int most() {
        return Math.min(limit, ring.room());
    }

    final int limit() {
        return limit;
    }

    /// Changes the limit; what is held or was promised stays.
    final void limit(int octets) {
        limit = octets;
    }

    /// Drops the `count` oldest octets.
    final void drop(int count) {
        ring.advance(count);
        length -= count;
    }

    /// Whether memory is held for nothing.
    final boolean wasteful() {
        return length == 0 && ring.capacity() > 0;
    }

    /// Drops everything and gives the memory back.
    final void clear() {
        ring.free();
        length = 0;
    }
}
