package dev.morgana.wire;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// A bounded pool of equal packet buffers: memory for frames never exceeds `limit` times the buffer's size. Not thread-safe.
public final class PacketPool {
    /// Headroom of a fresh buffer: device header (12), Ethernet (14), IPv4 with options (60), TCP with options (60), rounded up.
    public static final int HEADROOM = 160;

    private final ArrayDeque<PacketBuffer> free = new ArrayDeque<>();
    private final int capacity;
    private final int limit;
    private int made;

    /// A pool of at most `limit` buffers that each hold `payload` bytes behind [#HEADROOM].
    public PacketPool(int payload, int limit) {
        this.capacity = HEADROOM + payload;
        this.limit = limit;
    }

    /// Most buffers that can be out at once.
    public int limit() {
        return limit;
    }

    /// Whether [#take] has one.
    public boolean hasFree() {
        return made < limit || !free.isEmpty();
    }

    /// An empty buffer with [#HEADROOM], or null when all are in use: the caller drops what it wanted to do.
    public @Nullable PacketBuffer take() {
        PacketBuffer buffer = free.pollLast();
        if (buffer == null) {
            if (made == limit) {
                return null;
            }
            made++;
            buffer = new PacketBuffer(capacity, this);
        }
        buffer.reuse(HEADROOM);
        return buffer;
    }

    /// Buffers taken and not given back: 0 when nothing leaks.
    public int inUse() {
        return made - free.size();
    }

    void giveBack(PacketBuffer buffer) {
        free.addLast(buffer);
    }
}
