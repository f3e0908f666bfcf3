package dev.morgana.wire;

import org.jspecify.annotations.Nullable;

/// Packets that wait, the oldest first; it owns them. They are linked through themselves, so that none is lost when there is no memory. Not thread-safe.
public final class PacketQueue {
    private @Nullable PacketBuffer first;
    private @Nullable PacketBuffer last;
    private int size;

    /// A queue in which nothing waits.
    public PacketQueue() {}

    /// How many wait.
    public int size() {
        return size;
    }

    /// Whether none waits.
    public boolean isEmpty() {
        return size == 0;
    }

    /// Lets a packet wait behind the others; takes ownership.
    public void add(PacketBuffer packet) {
        packet.next = null;
        if (last == null) {
            first = packet;
        } else {
            last.next = packet;
        }
        last = packet;
        size++;
    }

    /// The oldest, which is the caller's from now on; null when none waits.
    public @Nullable PacketBuffer poll() {
        PacketBuffer packet = first;
        if (packet != null) {
            first = packet.next;
            packet.next = null;
            last = first == null ? null : last;
            size--;
        }
        return packet;
    }
}
