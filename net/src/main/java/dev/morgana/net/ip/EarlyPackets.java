package dev.morgana.net.ip;

import dev.morgana.net.Counters;
import dev.morgana.net.Counters.Event;
import dev.morgana.wire.LinkedQueue;
import dev.morgana.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/// Packets that came before our address did. A client that waits for this machine is let through by its neighbour as soon as the DHCP
/// server has offered the address, some milliseconds before we may use it; without this its first segment would be lost, and it would
/// try again only seconds later. A few packets in frames to our card are kept for a short while, in order.
final class EarlyPackets {
    private static final int LIMIT = 8;
    private static final long PATIENCE = 2_000_000_000L;

    private final Counters counters;
    private final LinkedQueue<PacketBuffer> waiting = new LinkedQueue<>();
    private long deadline = Long.MAX_VALUE;

    EarlyPackets(Counters counters) {
        this.counters = counters;
    }

    /// Keeps the packet if there is room; takes ownership only then.
    boolean keep(PacketBuffer packet, long now) {
        if (waiting.size() == LIMIT) {
            return false;
        }
        waiting.add(packet);
        deadline = now + PATIENCE;
        return true;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// The oldest, which is the caller's from now on, or null.
    @Nullable PacketBuffer take() {
        return waiting.poll();
    }

    /// Gives up what has waited too long.
    ///
    /// @return the next deadline, or [Long#MAX_VALUE]
    long poll(long now) {
        if (deadline <= now) {
            for (PacketBuffer packet = take(); packet != null; packet = take()) {
                counters.count(Event.IPV4_NOT_FOR_US);
                packet.release();
            }
        }
        if (waiting.isEmpty()) {
            deadline = Long.MAX_VALUE;
        }
        return deadline;
    }
}
