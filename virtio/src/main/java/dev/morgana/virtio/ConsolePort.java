package dev.morgana.virtio;

import dev.morgana.device.DmaAllocator;

/// The pair of queues of one port of a [VirtioConsole]. The device may send once [#open()] has given it buffers.
final class ConsolePort {
    private static final int SLOTS = 4;
    private static final int BUFFER = 960;

    private final VirtioDevice device;
    private final SplitVirtqueue receiveQueue;
    private final SplitVirtqueue transmitQueue;

    /// The received buffer that is being read, and which part of it is still unread.
    private int current = SplitVirtqueue.NONE;

    private int start;
    private int end;

    /// Allocates the queues of port number `port` (virtio 1.2 section 5.3.2: those of port 0 come before the control queues, all others
    /// behind them).
    ConsolePort(VirtioDevice device, int port, DmaAllocator allocator) {
        this.device = device;
        int first = port == 0 ? 0 : 2 + 2 * port;
        receiveQueue =
                new SplitVirtqueue(
                        device, new SplitVirtqueue.Plan(first, SLOTS, BUFFER, true), allocator);
        transmitQueue =
                new SplitVirtqueue(
                        device,
                        new SplitVirtqueue.Plan(first + 1, SLOTS, BUFFER, false),
                        allocator);
    }

    /// Gives the device all receive buffers. The device runs.
    void open() {
        receiveQueue.offerAll();
        receiveQueue.flush();
        receiveQueue.arm(1);
    }

    /// Copies what has arrived; 0 when nothing has: then an interrupt will come.
    int read(byte[] to, int offset, int length) {
        int done = 0;
        while (done < length && (start < end || nextBuffer())) {
            int count = Math.min(length - done, end - start);
            receiveQueue.read(current, start, to, offset + done, count);
            start += count;
            done += count;
        }
        returnBuffer();
        receiveQueue.flush();
        return done;
    }

    /// Gives the current buffer back to the device if it was read to its end.
    private void returnBuffer() {
        if (current != SplitVirtqueue.NONE && start == end) {
            receiveQueue.offer(current, BUFFER);
            current = SplitVirtqueue.NONE;
        }
    }

    private boolean nextBuffer() {
        for (int turns = 2 * SLOTS; turns > 0; turns--) {
            returnBuffer();
            int slot = receiveQueue.collect();
            if (slot != SplitVirtqueue.NONE) {
                current = slot;
                start = 0;
                end = receiveQueue.length();
                if (end > 0) {
                    return true;
                }
            } else {
                receiveQueue.flush();
                if (receiveQueue.arm(1)) {
                    return false;
                }
            }
        }
        device.fail("it sends empty buffers");
        return false;
    }

    /// Copies bytes for the device to take; fewer than `length` when there is no room: then an interrupt will come.
    int write(byte[] from, int offset, int length) {
        int done = 0;
        while (done < length) {
            int slot = takeTransmitSlot();
            if (slot == SplitVirtqueue.NONE) {
                break;
            }
            int count = Math.min(length - done, BUFFER);
            transmitQueue.write(slot, 0, from, offset + done, count);
            transmitQueue.offer(slot, count);
            done += count;
        }
        transmitQueue.flush();
        return done;
    }

    private int takeTransmitSlot() {
        int slot = transmitQueue.takeOrCollect();
        if (slot == SplitVirtqueue.NONE) {
            transmitQueue.flush();
            if (!transmitQueue.arm(1)) {
                slot = transmitQueue.takeOrCollect();
            }
        }
        return slot;
    }
}
