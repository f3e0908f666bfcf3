package dev.morgana.wire;

import org.jspecify.annotations.Nullable;

/// A bounded pool of equal packet buffers: memory for frames never exceeds `limit` times the buffer's size. Giving back allocates
/// nothing, and taking finds none when there is no memory for another. Not thread-safe.
public final class PacketPool {
    /// Headroom of a fresh buffer: device header (12), Ethernet (14), IPv4 with options (60), TCP with options (60), rounded up.
    public static final int HEADROOM = 160;

    private final int capacity;
    private final int limit;
    private int made;
    private int free;
    private @Nullable PacketBuffer firstFree;

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
        return made < limit || free > 0;
    }

    /// An empty buffer with [#HEADROOM], or null when all are in use or there is no memory: the caller drops what it wanted to do.
    public @Nullable PacketBuffer take() {
        PacketBuffer buffer = firstFree;
        if (buffer == null) {
            buffer = make();
        } else {
            firstFree = buffer.next;
            buffer.next = null;
            free--;
        }
        if (buffer != null) {
            buffer.reuse(HEADROOM);
        }
        return buffer;
    }

    private @Nullable PacketBuffer make() {
        if (made == limit) {
            return null;
        }
        try {
            PacketBuffer buffer = new PacketBuffer(capacity, this);
            made++;
            return buffer;
        } catch (OutOfMemoryError e) {
            return null;
        }
    }

    /// Buffers taken and not given back: 0 when nothing leaks.
    public int inUse() {
        return made - free;
    }

    void giveBack(PacketBuffer buffer) {
        buffer.next = firstFree;
        firstFree = buffer;
        free++;
    }

    /// One that is in use belongs to this no more.
    void forget() {
        made--;
    }
}
