package dev.morgana.virtio;

import dev.morgana.device.DmaAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The control queues of a [VirtioConsole] (virtio 1.2 section 5.3.6.2): which ports there are, what they are called, and whether
/// the other side of each is open. State per port is one bit in each of a few words; ports from 32 on are ignored.
final class ConsoleControl {
    private static final int RECEIVE_QUEUE = 2;
    private static final int TRANSMIT_QUEUE = 3;
    private static final int RECEIVE_SLOTS = 16;
    private static final int RECEIVE_BUFFER = 192;
    private static final int TRANSMIT_SLOTS = 16;

    /// struct virtio_console_control: le32 id, le16 event, le16 value; PORT_NAME is followed by the name.
    private static final int MESSAGE = 8;

    private static final int DEVICE_READY = 0;
    private static final int PORT_ADD = 1;
    private static final int PORT_REMOVE = 2;
    private static final int PORT_READY = 3;
    private static final int PORT_OPEN = 6;
    private static final int PORT_NAME = 7;

    private static final int MOST_PORTS = 32;

    /// A correct device sends a handful of messages per port; this many in one go is an attempt to keep us busy.
    private static final int FLOOD = 1024;

    private final VirtioDevice device;
    private final SplitVirtqueue receiveQueue;
    private final SplitVirtqueue transmitQueue;
    private final byte[] wantedName;
    private final byte[] name;
    private final int usablePorts;

    /// Which ports to tell the device of, as soon as there is room: that we are ready for it, that we cannot use it, that we opened it.
    private int readyDue;

    private int unusableDue;
    private int openDue;

    /// The ports whose other side is open, and those whose other side has closed.
    private int opened;

    private int closed;

    private int found = -1;

    /// Allocates the control queues.
    ///
    /// @param wantedName name of the port to find
    /// @param usablePorts how many ports, from 0 on, have queues
    ConsoleControl(
            VirtioDevice device, String wantedName, int usablePorts, DmaAllocator allocator) {
        this.device = device;
        this.wantedName = wantedName.getBytes(StandardCharsets.UTF_8);
        this.name = new byte[this.wantedName.length];
        this.usablePorts = usablePorts;
        receiveQueue =
                new SplitVirtqueue(
                        device,
                        new SplitVirtqueue.Plan(RECEIVE_QUEUE, RECEIVE_SLOTS, RECEIVE_BUFFER, true),
                        allocator);
        transmitQueue =
                new SplitVirtqueue(
                        device,
                        new SplitVirtqueue.Plan(TRANSMIT_QUEUE, TRANSMIT_SLOTS, MESSAGE, false),
                        allocator);
    }

    /// Begins the conversation. The device runs.
    void start() {
        receiveQueue.offerAll();
        receiveQueue.flush();
        receiveQueue.arm(1);
        send(0, DEVICE_READY, 1);
        transmitQueue.flush();
    }

    /// Handles all messages that have arrived; an interrupt will come for the next one.
    void process() {
        for (int turns = 0; turns < FLOOD; turns++) {
            int slot = receiveQueue.collect();
            if (slot != SplitVirtqueue.NONE) {
                handle(slot);
                receiveQueue.offer(slot, RECEIVE_BUFFER);
            } else {
                receiveQueue.flush();
                if (receiveQueue.arm(1)) {
                    sendDue();
                    return;
                }
            }
        }
        device.fail("it floods its control queue");
    }

    private void handle(int slot) {
        if (receiveQueue.length() < MESSAGE) {
            device.fail("it sent a control message of " + receiveQueue.length() + " bytes");
            return;
        }
        int port = receiveQueue.readInt(slot, 0);
        int event = receiveQueue.readShort(slot, 4);
        int value = receiveQueue.readShort(slot, 6);
        if (port < 0 || port >= MOST_PORTS) {
            return;
        }
        switch (event) {
            case PORT_ADD -> add(port);
            case PORT_REMOVE -> open(port, false);
            case PORT_OPEN -> open(port, value != 0);
            case PORT_NAME -> name(port, slot);
            default -> {} // 5.3.6.2 names only: CONSOLE_PORT and RESIZE are hints for terminals.
        }
    }

    private void add(int port) {
        if (port < usablePorts) {
            readyDue |= 1 << port;
        } else {
            unusableDue |= 1 << port;
        }
    }

    private void open(int port, boolean open) {
        int bit = 1 << port;
        opened = open ? opened | bit : opened & ~bit;
        closed = open ? closed & ~bit : closed | bit;
    }

    private void name(int port, int slot) {
        int length = receiveQueue.length() - MESSAGE;
        // QEMU counts a terminating zero into the name.
        if (length == wantedName.length + 1 || length == wantedName.length) {
            receiveQueue.read(slot, MESSAGE, name, 0, name.length);
            if (Arrays.equals(name, wantedName) && port < usablePorts && found < 0) {
                found = port;
            }
        }
    }

    /// Sends the messages that are due, as far as there is room; the rest with the next call.
    private void sendDue() {
        readyDue = sendAll(readyDue, PORT_READY, 1);
        unusableDue = sendAll(unusableDue, PORT_READY, 0);
        openDue = sendAll(openDue, PORT_OPEN, 1);
        transmitQueue.flush();
    }

    private int sendAll(int ports, int event, int value) {
        int due = ports;
        while (due != 0 && send(Integer.numberOfTrailingZeros(due), event, value)) {
            due &= due - 1;
        }
        return due;
    }

    private boolean send(int port, int event, int value) {
        int slot = transmitQueue.takeOrCollect();
        if (slot == SplitVirtqueue.NONE) {
            transmitQueue.flush();
            if (transmitQueue.arm(1)) {
                return false;
            }
            slot = transmitQueue.takeOrCollect();
            if (slot == SplitVirtqueue.NONE) {
                return false;
            }
        }
        transmitQueue.writeInt(slot, 0, port);
        transmitQueue.writeShort(slot, 4, event);
        transmitQueue.writeShort(slot, 6, value);
        transmitQueue.offer(slot, MESSAGE);
        return true;
    }

    /// The number of the port with the wanted name, or -1 while it is not known.
    int found() {
        return found;
    }

    /// Tells the device that a port is in use from now on.
    void announceOpen(int port) {
        openDue |= 1 << port;
        sendDue();
    }

    /// Whether the other side of a port has closed it (or the port is gone) since it was open last.
    boolean closed(int port) {
        return (closed & 1 << port) != 0;
    }
}
