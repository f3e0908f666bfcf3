package dev.morgana.virtio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VirtioEntropyTest {
    private final FakeMemory memory = new FakeMemory();
    private final FakeDevice device = new FakeDevice(memory, 4, FakeDevice.VERSION_1, 4);
    private final VirtioEntropy driver = new VirtioEntropy(device.transport(), memory);
    private final FakeQueue queue = device.queues[0];
    private byte next;

    private void deliver(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = ++next;
        }
        int head = queue.pop();
        queue.fill(head, bytes);
        queue.use(head, count);
    }

    private byte[] read(int count) {
        byte[] bytes = new byte[count];
        return Arrays.copyOf(bytes, driver.read(bytes, 0, count));
    }

    @Test
    void requestsAheadAndNeverWaits() {
        assertEquals(4, queue.waiting(), "requested at start");
        assertEquals(1, device.notified[0]);
        assertEquals(0, read(8).length);
        deliver(10);
        deliver(6);
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, read(12));
        assertArrayEquals(new byte[] {13, 14, 15, 16}, read(12));
        assertEquals(4, queue.waiting(), "requested again");
        assertEquals(new VirtioEntropy.Counters(16, 2), driver.snapshot());
    }

    @Test
    void wipesWhatItHandedOut() {
        int head = queue.pop();
        long address = queue.address(head);
        queue.fill(head, new byte[] {1, 2, 3});
        queue.use(head, 3);
        assertEquals(1, read(1).length);
        assertArrayEquals(new byte[64], memory.deviceBytes(address, 64));
    }

    @Test
    void passesOverEmptyAnswers() {
        deliver(0);
        deliver(2);
        assertEquals(0, read(1).length);
        assertEquals(1, read(1).length);
    }

    @Test
    void asksForNoInterrupts() {
        deliver(1);
        assertEquals(false, device.interrupt(0));
        read(10);
        deliver(1);
        assertEquals(false, device.interrupt(0));
    }

    @Test
    void reportsLies() {
        queue.use(queue.pop(), 65);
        assertEquals(0, read(1).length);
        assertNotNull(driver.failure());
        assertEquals(128, device.status);
    }
}
