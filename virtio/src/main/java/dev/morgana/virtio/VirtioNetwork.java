package dev.morgana.virtio;

import dev.morgana.device.DmaAllocator;
import dev.morgana.device.FrameCounter;
import dev.morgana.device.NetworkCounters;
import dev.morgana.device.NetworkDevice;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/// A virtio network card (virtio 1.2 section 5.1) with one queue pair and no offloads: each frame is copied once between the shared
/// memory of a queue and a [PacketBuffer].
///
/// Received frames may stretch over several buffers (VIRTIO_NET_F_MRG_RXBUF); they are put together here. Interrupts: the card is
/// asked for one when [#receive(PacketBuffer)] has found nothing or [#transmit(PacketBuffer)] no room, and for none in between.
///
/// A card that breaks the protocol is reset and from then on behaves like one whose cable is unplugged: nothing arrives, and what is
/// sent is dropped and counted. [#failure()] says why.
public final class VirtioNetwork implements NetworkDevice {
    /// The type number of network cards.
    public static final int DEVICE_ID = 1;

    private static final long MTU = 1L << 3;
    private static final long MAC = 1L << 5;
    private static final long MERGEABLE_BUFFERS = 1L << 15;
    private static final long STATUS = 1L << 16;

    private static final int RECEIVE_QUEUE = 0;
    private static final int TRANSMIT_QUEUE = 1;
    private static final int SLOTS = 128;
    private static final int RECEIVE_BUFFER = 2048;

    /// Bytes of all transmit buffers together, at most: with a large MTU there are fewer of them.
    private static final int TRANSMIT_MEMORY = 256 << 10;

    /// struct virtio_net_hdr (5.1.6): flags, gso_type, hdr_len, gso_size, csum_start, csum_offset, num_buffers. All but the last are 0
    /// without offloads, in both directions.
    private static final int HEADER = 12;

    private static final int HEADER_BUFFER_COUNT = 10;

    private static final int CONFIGURATION_STATUS = 6;
    private static final int CONFIGURATION_MTU = 10;
    private static final int LINK_UP = 1;

    private static final int USUAL_MTU = 1500;
    private static final int SMALLEST_MTU = 68;

    /// More is not used even if the card allows it, so that the card cannot make us allocate without bound.
    private static final int LARGEST_MTU = 9000;

    private final VirtioDevice device;
    private final MacAddress address;
    private final int mtu;
    private final boolean mergeable;
    private final SplitVirtqueue receiveQueue;
    private final SplitVirtqueue transmitQueue;

    /// The frame being put together: its buffers so far, their lengths, how many there are, and how many it has in the end.
    private final int[] parts;

    private final int[] partLengths;
    private int partCount;
    private int partsExpected = 1;

    private boolean linkUp = true;
    private final FrameCounter counter = new FrameCounter();

    /// Takes the card into use: from here on frames arrive.
    ///
    /// @throws VirtioException if it cannot be used
    /// @throws IllegalStateException if there is not enough memory
    public VirtioNetwork(Transport transport, DmaAllocator allocator) {
        device = new VirtioDevice(transport, DEVICE_ID, "network card");
        long offered = device.offeredFeatures();
        device.accept(offered, wanted(offered));
        mergeable = device.has(MERGEABLE_BUFFERS);
        address = readAddress();
        mtu = readMtu();
        receiveQueue =
                new SplitVirtqueue(
                        device,
                        new SplitVirtqueue.Plan(RECEIVE_QUEUE, SLOTS, RECEIVE_BUFFER, true),
                        allocator);
        transmitQueue = new SplitVirtqueue(device, transmitPlan(), allocator);
        parts = new int[receiveQueue.size()];
        partLengths = new int[receiveQueue.size()];
        start();
    }

    /// A receive buffer holds any frame of the usual MTU. A larger one therefore needs mergeable buffers (5.1.4.2: the driver MUST
    /// supply buffers for a frame of the MTU it accepts).
    private static long wanted(long offered) {
        long always = MAC | STATUS | MERGEABLE_BUFFERS | VirtioDevice.EVENT_IDX;
        return (offered & MERGEABLE_BUFFERS) != 0 ? always | MTU : always;
    }

    private MacAddress readAddress() {
        if (!device.has(MAC)) {
            throw device.unusable("it has no MAC address");
        }
        MacAddress read = new MacAddress(device.configuration(VirtioNetwork::addressBits));
        if (read.isGroup() || read.equals(MacAddress.ZERO)) {
            throw device.unusable("its MAC address is " + read);
        }
        return read;
    }

    private static long addressBits(Transport transport) {
        long bits = 0;
        for (int i = 0; i < 6; i++) {
            bits = bits << 8 | (transport.configurationByte(i) & 255);
        }
        return bits;
    }

    private int readMtu() {
        if (!device.has(MTU)) {
            return USUAL_MTU;
        }
        int read = device.transport().configurationShort(CONFIGURATION_MTU) & 0xffff;
        if (read < SMALLEST_MTU) {
            throw device.unusable("its MTU is " + read);
        }
        return Math.min(read, LARGEST_MTU);
    }

    private SplitVirtqueue.Plan transmitPlan() {
        int buffer = HEADER + largestFrame() + 3 & -4;
        int slots = Integer.highestOneBit(Math.min(SLOTS, TRANSMIT_MEMORY / buffer));
        return new SplitVirtqueue.Plan(TRANSMIT_QUEUE, slots, buffer, false);
    }

    private void start() {
        readLink();
        receiveQueue.offerAll();
        receiveQueue.publish();
        device.start();
        receiveQueue.flush();
        receiveQueue.arm(1);
    }

    private void readLink() {
        if (device.has(STATUS)) {
            linkUp = (device.transport().configurationShort(CONFIGURATION_STATUS) & LINK_UP) != 0;
        }
    }

    @Override
    public MacAddress address() {
        return address;
    }

    @Override
    public int mtu() {
        return mtu;
    }

    /// Whether the cable is plugged in, as far as the card tells; false after a failure.
    public boolean linkUp() {
        return linkUp && !device.failed();
    }

    /// Why the card was given up, or null while it works.
    public @Nullable String failure() {
        return device.failure();
    }

    @Override
    public boolean acknowledgeInterrupt() {
        counter.interrupted();
        int causes = device.acknowledgeInterrupts();
        if ((causes & Transport.CONFIGURATION_INTERRUPT) != 0 && !device.failed()) {
            readLink();
        }
        if (causes != 0) {
            receiveQueue.disarm();
        }
        return causes != 0;
    }

    @Override
    public boolean receive(PacketBuffer into) {
        if (!collectFrame()) {
            return false;
        }
        copyFrame(into);
        for (int i = 0; i < partCount; i++) {
            receiveQueue.offer(parts[i], RECEIVE_BUFFER);
        }
        partCount = 0;
        partsExpected = 1;
        if (receiveQueue.unflushed() >= receiveQueue.size() / 4) {
            receiveQueue.flush();
        }
        return true;
    }

    /// Collects the buffers of one frame; false when they have not all arrived: then an interrupt will come, and the next call goes
    /// on where this one stopped. (Devices show the buffers of a frame at once, but we need not rely on it.)
    private boolean collectFrame() {
        while (partCount < partsExpected) {
            int slot = receiveQueue.collect();
            if (slot != SplitVirtqueue.NONE) {
                if (!addPart(slot)) {
                    return false;
                }
            } else {
                receiveQueue.flush();
                if (receiveQueue.arm(1)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean addPart(int slot) {
        if (partCount == 0) {
            if (receiveQueue.length() < HEADER) {
                device.fail("it received a frame without a header");
                return false;
            }
            int count = mergeable ? receiveQueue.readShort(slot, HEADER_BUFFER_COUNT) : 1;
            if (count < 1 || count > parts.length) {
                device.fail("it received a frame of " + count + " buffers");
                return false;
            }
            partsExpected = count;
        }
        parts[partCount] = slot;
        partLengths[partCount++] = receiveQueue.length();
        return true;
    }

    private void copyFrame(PacketBuffer into) {
        int length = -HEADER;
        for (int i = 0; i < partCount; i++) {
            length += partLengths[i];
        }
        into.trim(0);
        if (length == 0 || length > into.tailroom()) {
            counter.droppedReceived();
            return;
        }
        for (int i = 0; i < partCount; i++) {
            int skip = i == 0 ? HEADER : 0;
            int count = partLengths[i] - skip;
            receiveQueue.read(parts[i], skip, into.array(), into.append(count), count);
        }
        counter.received(length);
    }

    /// {@inheritDoc}
    ///
    /// @throws IllegalArgumentException if the frame is empty or longer than the MTU allows
    @Override
    public boolean transmit(PacketBuffer frame) {
        int length = frame.length();
        if (length == 0 || length > largestFrame()) {
            throw new IllegalArgumentException("frame of " + length + " bytes, MTU " + mtu);
        }
        int slot = takeTransmitSlot();
        if (device.failed()) {
            counter.droppedSent();
            return true;
        }
        if (slot == SplitVirtqueue.NONE) {
            counter.refused();
            return false;
        }
        // The header before the frame stays all zero, as it was allocated: no offloads.
        transmitQueue.write(slot, HEADER, frame.array(), frame.start(), length);
        transmitQueue.offer(slot, HEADER + length);
        counter.sent(length);
        return true;
    }

    /// A slot to fill. What the card has sent is reclaimed only when no slot is free, one by one; only when there is nothing to reclaim
    /// either does the card have to interrupt, when it has sent half of what it holds.
    private int takeTransmitSlot() {
        int slot = transmitQueue.takeOrCollect();
        if (slot == SplitVirtqueue.NONE) {
            transmitQueue.flush();
            if (!transmitQueue.arm(Math.max(1, transmitQueue.size() / 2))) {
                slot = transmitQueue.takeOrCollect();
            }
        }
        return slot;
    }

    @Override
    public void flush() {
        transmitQueue.flush();
    }

    @Override
    public NetworkCounters snapshot() {
        return counter.snapshot(receiveQueue.notifications() + transmitQueue.notifications());
    }
}
