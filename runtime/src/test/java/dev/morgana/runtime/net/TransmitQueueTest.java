package dev.morgana.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.device.NetworkCounters;
import dev.morgana.device.NetworkDevice;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TransmitQueueTest {
    /// A card with a ring of two frames.
    private static final class SmallCard implements NetworkDevice {
        final List<Integer> sent = new ArrayList<>();
        int free = 2;
        int flushes;

        @Override
        public MacAddress address() {
            return MacAddress.ZERO;
        }

        @Override
        public int mtu() {
            return 1500;
        }

        @Override
        public boolean receive(PacketBuffer into) {
            return false;
        }

        @Override
        public boolean transmit(PacketBuffer frame) {
            if (free == 0) {
                return false;
            }
            free--;
            sent.add(frame.length());
            return true;
        }

        @Override
        public void flush() {
            flushes++;
        }

        @Override
        public boolean acknowledgeInterrupt() {
            return true;
        }

        @Override
        public NetworkCounters snapshot() {
            return new NetworkCounters(0, 0, 0, sent.size(), 0, 0, 0, 0, flushes);
        }
    }

    private final SmallCard card = new SmallCard();
    private final TransmitQueue queue = new TransmitQueue(card, 1);
    private final TransmitQueue patient = new TransmitQueue(card, 3);
    private final PacketPool pool = new PacketPool(1514, 1000);

    private boolean send(int length) {
        return queue.send(frame(length));
    }

    private PacketBuffer frame(int length) {
        PacketBuffer frame = Objects.requireNonNull(pool.take());
        frame.append(length);
        return frame;
    }

    @Test
    void inOrderThroughASmallRing() {
        for (int i = 1; i <= 5; i++) {
            assertTrue(send(i));
        }
        queue.flush();
        assertEquals(List.of(1, 2), card.sent);
        assertEquals(1, card.flushes);
        card.free = 2;
        assertTrue(send(6));
        assertEquals(List.of(1, 2), card.sent);
        queue.flush();
        assertEquals(List.of(1, 2, 3, 4), card.sent);
        card.free = 9;
        queue.flush();
        assertEquals(List.of(1, 2, 3, 4, 5, 6), card.sent);
        assertEquals(0, pool.inUse());
    }

    @Test
    void nothingNewNoNotification() {
        send(1);
        queue.flush();
        queue.flush();
        assertEquals(1, card.flushes);
    }

    @Test
    void bounded() {
        int taken = 0;
        while (send(1)) {
            taken++;
        }
        assertEquals(TransmitQueue.LIMIT + 2, taken);
        assertEquals(TransmitQueue.LIMIT, pool.inUse());
        assertFalse(send(1));
        assertEquals(TransmitQueue.LIMIT, queue.length());
    }

    @Test
    void keptBackUntilThereAreMore() {
        card.free = 9;
        assertFalse(patient.flush());
        patient.send(frame(101));
        assertTrue(patient.flush());
        patient.send(frame(102));
        assertTrue(patient.flush());
        assertEquals(List.of(), card.sent);
        patient.send(frame(103));
        assertFalse(patient.flush());
        assertEquals(List.of(101, 102, 103), card.sent);
        assertEquals(0, pool.inUse());
    }

    @Test
    void keptBackUntilTheLoopTurns() {
        patient.send(frame(101));
        assertTrue(patient.flush());
        patient.due();
        assertFalse(patient.flush());
        assertEquals(List.of(101), card.sent);
        patient.send(frame(102));
        assertTrue(patient.flush());
        assertEquals(List.of(101), card.sent);
    }

    @Test
    void aLargeFrameTakesWhatIsKeptBackAlong() {
        patient.send(frame(101));
        assertTrue(patient.flush());
        PacketBuffer large = PacketBuffer.unpooled(0, TransmitQueue.LARGE);
        large.append(TransmitQueue.LARGE);
        patient.send(large);
        assertFalse(patient.flush());
        assertEquals(List.of(101, TransmitQueue.LARGE), card.sent);
    }

    @Test
    void anAcknowledgmentTakesWhatIsKeptBackAlong() {
        patient.send(frame(101));
        assertTrue(patient.flush());
        patient.send(frame(TransmitQueue.SMALL));
        assertFalse(patient.flush());
        assertEquals(List.of(101, TransmitQueue.SMALL), card.sent);
    }

    @Test
    void whatTheCardRefusesNeedsNoLoop() {
        card.free = 1;
        patient.send(frame(1));
        patient.send(frame(2));
        patient.due();
        assertFalse(patient.flush());
        assertEquals(List.of(1), card.sent);
        card.free = 1;
        patient.due();
        assertFalse(patient.flush());
        assertEquals(List.of(1, 2), card.sent);
        assertEquals(0, pool.inUse());
    }
}
