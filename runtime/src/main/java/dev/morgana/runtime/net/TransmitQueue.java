package dev.morgana.runtime.net;

import dev.morgana.device.NetworkDevice;
import dev.morgana.wire.PacketBuffer;
import java.util.ArrayDeque;

/// Frames on their way to the card, in order. A burst that is larger than the card's ring waits here instead of being lost, which would
/// cost a connection a retransmission timeout; the card interrupts when it has room again. Guarded by the stack's lock.
///
/// Where each frame wakes its receiver, a few are kept back to go together: those until the loop turns next, for which whoever sends rings it. The receiver then sleeps and wakes
/// once for all of them.
final class TransmitQueue {
    /// Most frames that wait: a few times a card's ring, and a fraction of all buffers.
    static final int LIMIT = 512;

    /// A frame of TCP without text has at most so many octets, with all options. It is never kept back: whoever sends much waits for acknowledgments.
    static final int SMALL = 94;

    /// A frame of so many octets is worth a wake-up of its own, and is a large part of the buffers for such.
    static final int LARGE = 16 * 1024;

    private final NetworkDevice device;
    private final int together;
    private final ArrayDeque<PacketBuffer> waiting = new ArrayDeque<>(LIMIT);
    private boolean unseen;
    private boolean due;

    /// @param together so many frames need not wait for the loop; 1 where none is kept back
    TransmitQueue(NetworkDevice device, int together) {
        this.device = device;
        this.together = together;
    }

    /// Takes ownership of a frame.
    ///
    /// @return false if there is no room even here, and the frame is dropped
    boolean send(PacketBuffer frame) {
        if (!keepsBack() && waiting.isEmpty() && device.transmit(frame)) {
            unseen = true;
            frame.release();
            return true;
        }
        if (waiting.size() == LIMIT) {
            frame.release();
            return false;
        }
        waiting.addLast(frame);
        due |= frame.length() <= SMALL || frame.length() >= LARGE;
        return true;
    }

    /// Whether [#flush] may keep frames back.
    boolean keepsBack() {
        return together > 1;
    }

    /// The loop turns: the next [#flush] keeps nothing back.
    void due() {
        due = true;
    }

    /// Hands over what waits, as far as the card has room, and makes the card see what is new; unless that is so little that it is kept back.
    ///
    /// @return whether the loop is needed, since frames are kept back
    boolean flush() {
        if (!due && !waiting.isEmpty() && waiting.size() < together) {
            return true;
        }
        due = false;
        PacketBuffer next = waiting.peekFirst();
        while (next != null && device.transmit(next)) {
            unseen = true;
            waiting.removeFirst().release();
            next = waiting.peekFirst();
        }
        if (unseen) {
            unseen = false;
            device.flush();
        }
        return false;
    }

    /// Frames that wait for the card.
    int length() {
        return waiting.size();
    }
}
