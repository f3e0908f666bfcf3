package dev.morgana.virtio;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/// A virtio network card that the test plays, and that keeps the protocol: it delivers frames over as many buffers as they need and
/// takes what was sent.
final class FakeCard {
    static final long MTU = 1L << 3;
    static final long MAC = 1L << 5;
    static final long MERGEABLE = 1L << 15;
    static final long STATUS = 1L << 16;

    /// VIRTIO_NET_F_CSUM, GUEST_CSUM, GUEST_TSO4, HOST_TSO4.
    static final long OFFLOADS = 1L | 1L << 1 | 1L << 7 | 1L << 11;

    static final long USUAL = FakeDevice.VERSION_1 | MAC | STATUS | MERGEABLE;

    final FakeMemory memory = new FakeMemory();
    final FakeDevice device;
    final Queue<byte[]> sent = new ArrayDeque<>();

    /// What stands before the next frame that is delivered, without the number of buffers.
    final byte[] header = new byte[10];

    /// What stood before the frame last sent.
    byte[] sentHeader = {};

    FakeCard(long features, int receiveLimit, int transmitLimit) {
        device = new FakeDevice(memory, 1, features, receiveLimit, transmitLimit);
        byte[] address = {0x52, 0x54, 0, 0x12, 0x34, 0x56};
        System.arraycopy(address, 0, device.configuration, 0, 6);
        device.configuration[6] = 1;
    }

    VirtioNetwork driver() {
        return new VirtioNetwork(device.transport(), memory);
    }

    /// Delivers a frame, and interrupts if wanted; false when there are not enough buffers.
    boolean deliver(byte[] frame) {
        boolean mergeable = (device.accepted & MERGEABLE) != 0;
        byte[] whole = new byte[12 + frame.length];
        System.arraycopy(header, 0, whole, 0, 10);
        System.arraycopy(frame, 0, whole, 12, frame.length);
        int buffers = (whole.length + 2047) / 2048;
        whole[10] = (byte) buffers;
        FakeQueue queue = device.queues[0];
        if (queue.waiting() < buffers || (!mergeable && buffers > 1)) {
            queue.wantNotification(true);
            return false;
        }
        for (int at = 0; at < whole.length; at += 2048) {
            int head = queue.pop();
            byte[] part = Arrays.copyOfRange(whole, at, Math.min(at + 2048, whole.length));
            queue.fill(head, part);
            queue.useRaw(head, part.length);
        }
        queue.putUsedIndex(queue.usedIndex());
        device.interrupt(0);
        return true;
    }

    /// Takes the next frame that the driver sent, and interrupts if wanted; false when there is none.
    boolean takeSent() {
        FakeQueue queue = device.queues[1];
        int head = queue.pop();
        queue.wantNotification(head < 0);
        if (head < 0) {
            return false;
        }
        byte[] content = queue.content(head);
        sentHeader = Arrays.copyOf(content, 12);
        if ((device.accepted & OFFLOADS) == 0 && !Arrays.equals(sentHeader, new byte[12])) {
            throw new AssertionError("header " + Arrays.toString(sentHeader));
        }
        sent.add(Arrays.copyOfRange(content, 12, content.length));
        queue.use(head, 0);
        device.interrupt(1);
        return true;
    }
}
