package dev.morgana.virtio;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// The device's side of one split virtqueue. The plain methods keep the protocol; [#useRaw(int, int)] and
/// [#putUsedIndex(int)] do whatever a hostile device wants.
final class FakeQueue {
    private final FakeMemory memory;
    final int limit;
    int size;
    long descriptors;
    long available;
    long used;
    boolean ready;
    boolean eventIndex;
    private int popped;
    private int usedIndex;
    private int signalled;

    FakeQueue(FakeMemory memory, int limit) {
        this.memory = memory;
        this.limit = limit;
    }

    void reset() {
        ready = false;
        popped = 0;
        usedIndex = 0;
        signalled = 0;
    }

    void enable() {
        if (Integer.bitCount(size) != 1 || size > limit) {
            throw new AssertionError("queue size " + size);
        }
        if (descriptors % 16 != 0 || available % 2 != 0 || used % 4 != 0) {
            throw new AssertionError("misaligned rings");
        }
        memory.region(descriptors, 16 * size);
        memory.region(available, 6 + 2 * size);
        memory.region(used, 6 + 8 * size).forbidReadsBefore(used);
        ready = true;
    }

    /// Buffers that the driver published and the device has not popped.
    int waiting() {
        return ready ? memory.deviceShort(available + 2) - popped & 0xffff : 0;
    }

    /// Pops the next buffer, or -1; asserts what the driver must have done right.
    int pop() {
        int waiting = waiting();
        if (waiting == 0) {
            return -1;
        }
        if (waiting > size) {
            throw new AssertionError("driver published " + waiting + " of " + size);
        }
        int head = memory.deviceShort(available + 4 + 2L * (popped & size - 1));
        popped = popped + 1 & 0xffff;
        for (int i = head, left = size; i >= 0; i = following(i), left--) {
            if (i >= size || (flags(i) & ~3) != 0 || left == 0) {
                throw new AssertionError("descriptor " + i + " of chain " + head);
            }
            memory.region(address(i), length(i));
        }
        return head;
    }

    /// The descriptor behind one of a chain, or -1.
    private int following(int descriptor) {
        boolean continues = (flags(descriptor) & 1) != 0;
        return continues ? memory.deviceShort(descriptors + 16L * descriptor + 14) : -1;
    }

    /// Pops the next buffer of a device whose memory may be nonsense by now.
    int popUnchecked() {
        int head = memory.deviceShort(available + 4 + 2L * (popped & size - 1));
        popped = popped + 1 & 0xffff;
        return head;
    }

    /// Writes into a buffer if its descriptor still makes sense.
    void fillUnchecked(int head, byte[] bytes) {
        if (head < size && memory.holds(address(head), bytes.length)) {
            memory.putDeviceBytes(address(head), bytes);
        }
    }

    /// Replaces all used elements, the index, and the first bytes of all buffers by lies.
    void spoil() {
        byte[] lie = new byte[64];
        Arrays.fill(lie, (byte) 0x7f);
        for (int i = 0; i < size; i++) {
            memory.putDeviceInt(used + 4 + 8L * i, 9999);
            memory.putDeviceInt(used + 8 + 8L * i, -1);
            memory.putDeviceBytes(address(i), lie);
        }
        putUsedIndex(0x7fff);
    }

    long address(int head) {
        return memory.deviceLong(descriptors + 16L * head);
    }

    int length(int head) {
        return memory.deviceInt(descriptors + 16L * head + 8);
    }

    private int flags(int head) {
        return memory.deviceShort(descriptors + 16L * head + 12);
    }

    /// What the driver sent in a chain of buffers.
    byte[] content(int head) {
        var content = new ByteArrayOutputStream();
        for (int i = head; i >= 0; i = following(i)) {
            if ((flags(i) & 2) != 0) {
                throw new AssertionError("buffer " + i + " is not for reading");
            }
            content.writeBytes(memory.deviceBytes(address(i), length(i)));
        }
        return content.toByteArray();
    }

    /// Fills a popped buffer.
    void fill(int head, byte[] bytes) {
        if (flags(head) != 2 || bytes.length > length(head)) {
            throw new AssertionError("buffer " + head + " is not for writing " + bytes.length);
        }
        memory.putDeviceBytes(address(head), bytes);
    }

    /// Uses a popped buffer, and shows it to the driver.
    void use(int head, int length) {
        useRaw(head, length);
        putUsedIndex(usedIndex);
    }

    /// Writes the next used element, not yet shown.
    void useRaw(int head, int length) {
        long element = used + 4 + 8L * (usedIndex & size - 1);
        memory.putDeviceInt(element, head);
        memory.putDeviceInt(element + 4, length);
        usedIndex = usedIndex + 1 & 0xffff;
    }

    int usedIndex() {
        return usedIndex;
    }

    void putUsedIndex(int index) {
        memory.putDeviceShort(used + 2, index);
    }

    /// Whether the driver wants an interrupt for what was used since the last time this was asked.
    boolean interruptDue() {
        int before = signalled;
        signalled = usedIndex;
        if (!ready || before == usedIndex) {
            return false;
        }
        if (!eventIndex) {
            return (memory.deviceShort(available) & 1) == 0;
        }
        int event = memory.deviceShort(available + 4 + 2L * size);
        return (usedIndex - event - 1 & 0xffff) < (usedIndex - before & 0xffff);
    }

    /// Asks for a notification of the next buffer that is published, or for none.
    void wantNotification(boolean wanted) {
        if (eventIndex) {
            int published = memory.deviceShort(available + 2);
            memory.putDeviceShort(used + 4 + 8L * size, wanted ? published : published - 1);
        } else {
            memory.putDeviceShort(used, wanted ? 0 : 1);
        }
    }
}
