package dev.morgana.virtio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SplitVirtqueueTest {
    private final FakeMemory memory = new FakeMemory();
    private final FakeDevice fake =
            new FakeDevice(memory, 4, FakeDevice.VERSION_1 | FakeDevice.EVENT_IDX, 100);
    private final VirtioDevice device = new VirtioDevice(fake.transport(), 4, "device");
    private final SplitVirtqueue queue = queue(64);
    private final FakeQueue other = fake.queues[0];

    private SplitVirtqueue queue(int slots) {
        device.accept(device.offeredFeatures(), FakeDevice.EVENT_IDX);
        var made = new SplitVirtqueue(device, new SplitVirtqueue.Plan(0, slots, 32, true), memory);
        device.start();
        return made;
    }

    private void offer(int count) {
        for (int i = 0; i < count; i++) {
            queue.offer(queue.take(), 32);
        }
    }

    @Test
    void hasAPowerOfTwoOfSlots() {
        assertEquals(64, queue.size());
        var small = new FakeDevice(memory, 4, FakeDevice.VERSION_1, 11);
        var _ = new VirtioEntropy(small.transport(), memory);
        assertEquals(4, small.queues[0].size);
    }

    @Test
    void believesInNoBufferThatItHasNotShown() {
        offer(2);
        other.use(0, 0);
        assertEquals(SplitVirtqueue.NONE, queue.collect());
        assertEquals("device failed: queue 0 used more buffers than it has", device.failure());
    }

    @Test
    void notifiesWhenItsIndexPassesTheEventOfTheDevice() {
        other.wantNotification(true);
        offer(3);
        queue.flush();
        assertEquals(1, queue.notifications(), "event 0, index 0 to 3");
        offer(3);
        queue.flush();
        assertEquals(1, queue.notifications(), "event 0, index 3 to 6");
        memory.putDeviceShort(other.used + 4 + 8 * 64, 8);
        offer(2);
        queue.flush();
        assertEquals(1, queue.notifications(), "event 8, index 6 to 8");
        memory.putDeviceShort(other.used + 4 + 8 * 64, 10);
        offer(5);
        queue.flush();
        assertEquals(2, queue.notifications(), "event 10, index 8 to 13");
        queue.flush();
        assertEquals(2, queue.notifications(), "nothing new");
    }

    @Test
    void keepsBuffersApart() {
        int slot = queue.take();
        assertThrows(IndexOutOfBoundsException.class, () -> queue.readInt(slot, 29));
        assertThrows(IndexOutOfBoundsException.class, () -> queue.readShort(slot, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> queue.readInt(64, 0));
        byte[] bytes = new byte[64];
        assertThrows(IndexOutOfBoundsException.class, () -> queue.write(slot, 1, bytes, 0, 32));
        assertThrows(IndexOutOfBoundsException.class, () -> queue.read(slot, 0, bytes, 0, -1));
        queue.offer(slot, 32);
        assertThrows(IllegalArgumentException.class, () -> queue.offer(slot, 32), "twice");
        assertThrows(IllegalArgumentException.class, () -> queue.offer(queue.take(), 33));
        assertThrows(IllegalArgumentException.class, () -> queue.offer(queue.take(), 0));
    }

    @Test
    void freesWhatFollowsInAChainAndBelievesOnlyInItsHead() {
        int[] slots = {queue.take(), queue.take(), queue.take()};
        queue.offer(slots, 3, 70);
        queue.flush();
        assertEquals(slots[0], other.pop());
        assertEquals(1, queue.held());
        other.use(slots[0], 0);
        assertEquals(slots[0], queue.collect());
        assertEquals(0, queue.held());
        queue.putBack(slots[0]);
        offer(64);
        queue.flush();
        assertEquals(64, other.waiting(), "all are there again");

        var again = new SplitVirtqueueTest();
        int[] two = {again.queue.take(), again.queue.take()};
        again.queue.offer(two, 2, 33);
        again.queue.flush();
        again.other.use(two[1], 0);
        assertEquals(SplitVirtqueue.NONE, again.queue.collect());
        assertEquals(
                "device failed: queue 0 used buffer " + two[1] + ", which it does not have",
                again.device.failure());
    }

    @Test
    void aChainIsOfTheCallersSlotsAndFull() {
        int[] slots = {queue.take(), queue.take()};
        assertThrows(IllegalArgumentException.class, () -> queue.offer(slots, 2, 65));
        int[] same = {slots[0], slots[0]};
        assertThrows(IllegalArgumentException.class, () -> queue.offer(same, 2, 40));
    }
}
