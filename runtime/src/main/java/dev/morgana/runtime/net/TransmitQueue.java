package dev.morgana.runtime.net;

import dev.morgana.device.NetworkDevice;
import dev.morgana.wire.PacketBuffer;
import java.util.ArrayDeque;

/// Frames on their way to the card, in order. A burst that is larger than the card's ring waits here instead of being lost, which would
/// cost a connection a retransmission timeout; the card interrupts when it has room again. Guarded by the stack's lock.
final class TransmitQueue {
    /// Most frames that wait: a few times a card's ring, and a fraction of all buffers.
    static final int LIMIT = 512;

    private final NetworkDevice device;
    private final ArrayDeque<PacketBuffer> waiting = new ArrayDeque<>(LIMIT);
    private boolean unseen;

    TransmitQueue(NetworkDevice device) {
        this.device = device;
    }

    /// Takes ownership of a frame.
    ///
    /// @return false if there is no room even here, and the frame is dropped
    boolean send(PacketBuffer frame) {
        if (waiting.isEmpty() && device.transmit(frame)) {
            unseen = true;
            frame.release();
            return true;
        }
        if (waiting.size() == LIMIT) {
            frame.release();
            return false;
        }
        waiting.addLast(frame);
        return true;
    }

    /// Hands over what waits, as far as the card has room, and makes the card see what is new.
    void flush() {
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
    }

    /// Frames that wait for the card.
    int length() {
        return waiting.size();
    }
}
