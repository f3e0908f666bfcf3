package dev.morgana.virtio;

import dev.morgana.device.DmaAllocator;
import dev.morgana.device.FrameCounter;
import dev.morgana.device.NetworkCounters;
import dev.morgana.device.NetworkDevice;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/// A virtio network card (virtio 1.2 section 5.1) with one queue pair: each frame is copied once between the shared memory of a queue and a [PacketBuffer].
///
/// A card that offers all of it completes TCP's checksums, cuts frames into segments, and puts received segments together (5.1.6.2, 5.1.6.4); from another one frames come,
/// and go, as they are. What it says of received frames is believed as far as it can be so.
///
/// Received frames may stretch over several buffers (VIRTIO_NET_F_MRG_RXBUF); they are put together here. Interrupts: the card is
/// asked for one when [#receive(PacketBuffer)] has found nothing or [#transmit(PacketBuffer)] no room, and for none in between.
///
/// A card that breaks the protocol is reset and from then on behaves like one whose cable is unplugged: nothing arrives, and what is
/// sent is dropped and counted. [#failure()] says why.
public final class VirtioNetwork implements NetworkDevice {
    /// The type number of network cards.
    public static final int DEVICE_ID = 1;

    private static final long CHECKSUM = 1L;
    private static final long RECEIVE_CHECKSUM = 1L << 1;
    private static final long MTU = 1L << 3;
    private static final long MAC = 1L << 5;
    private static final long RECEIVE_SEGMENTS = 1L << 7;
    private static final long SEGMENT = 1L << 11;
    private static final long MERGEABLE_BUFFERS = 1L << 15;
    private static final long STATUS = 1L << 16;

    /// VIRTIO_NET_F_CSUM, GUEST_CSUM, HOST_TSO4 and GUEST_TSO4: all or none.
    private static final long OFFLOADS = CHECKSUM | RECEIVE_CHECKSUM | RECEIVE_SEGMENTS | SEGMENT;

    private static final int RECEIVE_QUEUE = 0;
    private static final int TRANSMIT_QUEUE = 1;
    private static final int SLOTS = 128;
    private static final int RECEIVE_BUFFER = 2048;

    /// So many slots of a queue hold the largest frame that stands for several segments.
    private static final int SLOTS_FOR_SEGMENTS = 64;

    /// Bytes of all transmit buffers together, at most: with a large MTU there are fewer of them.
    private static final int TRANSMIT_MEMORY = 256 << 10;

    /// A [NetworkHeader], all 0 without offloads, and num_buffers (5.1.6).
    private static final int HEADER = 12;

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
    private final boolean offloads;
    private final SplitVirtqueue receiveQueue;
    private final SplitVirtqueue transmitQueue;

    /// The frame being put together: its buffers so far, their lengths, how many there are, and how many it has in the end.
    private final int[] parts;

    private final int[] partLengths;
    private int partCount;
    private int partsExpected = 1;

    /// The slots of a frame to be sent.
    private final int[] chain;

    private final byte[] header = new byte[HEADER];
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
        offloads = device.has(SEGMENT);
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
        chain = new int[transmitQueue.size()];
        requireRoom();
        start();
    }

    /// A receive buffer holds any frame of the usual MTU. A larger one therefore needs mergeable buffers (5.1.4.2: the driver MUST
    /// supply buffers for a frame of the MTU it accepts), and so does one of several segments, for which the queues must have room, too.
    private long wanted(long offered) {
        long always = MAC | STATUS | MERGEABLE_BUFFERS | VirtioDevice.EVENT_IDX;
        if ((offered & MERGEABLE_BUFFERS) == 0) {
            return always;
        }
        boolean offloading =
                (offered & OFFLOADS) == OFFLOADS
                        && hasSlots(RECEIVE_QUEUE)
                        && hasSlots(TRANSMIT_QUEUE);
        return always | MTU | (offloading ? OFFLOADS : 0);
    }

    private boolean hasSlots(int queue) {
        return device.transport().queueSizeLimit(queue) >= SLOTS_FOR_SEGMENTS;
    }

    private void requireRoom() {
        int room = Math.min(room(receiveQueue), room(transmitQueue));
        if (offloads && room < HEADER + largestFrame()) {
            throw device.unusable("its queues have become smaller");
        }
    }

    private static int room(SplitVirtqueue queue) {
        return queue.size() * queue.bufferSize();
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
        int buffer = HEADER + ETHERNET_HEADER + Math.max(mtu, USUAL_MTU) + 3 & -4;
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

    @Override
    public int largestFrame() {
        return offloads ? NetworkHeader.LARGEST_FRAME : ETHERNET_HEADER + mtu;
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
            int count = mergeable ? receiveQueue.readShort(slot, NetworkHeader.SIZE) : 1;
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
        if (offloads && !isSound(into)) {
            into.trim(0);
            counter.droppedReceived();
            return;
        }
        counter.received(length);
    }

    /// Notes what the card says of a frame.
    private boolean isSound(PacketBuffer frame) {
        receiveQueue.read(parts[0], 0, header, 0, NetworkHeader.SIZE);
        return NetworkHeader.read(frame, header, 0, mtu);
    }

    /// {@inheritDoc}
    ///
    /// @throws IllegalArgumentException if the frame is empty or longer than the MTU, or what stands for several segments, allows
    @Override
    public boolean transmit(PacketBuffer frame) {
        int length = frame.length();
        int most = frame.segmentSize() > 0 ? largestFrame() : ETHERNET_HEADER + mtu;
        if (length == 0 || length > most) {
            throw new IllegalArgumentException("frame of " + length + " bytes, MTU " + mtu);
        }
        int bytes = HEADER + length;
        int count = (bytes + transmitQueue.bufferSize() - 1) / transmitQueue.bufferSize();
        boolean room = takeTransmitSlots(count);
        if (device.failed()) {
            counter.droppedSent();
            return true;
        }
        if (!room) {
            counter.refused();
            return false;
        }
        fill(frame, count);
        transmitQueue.offer(chain, count, bytes);
        counter.sent(length);
        return true;
    }

    private void fill(PacketBuffer frame, int count) {
        if (offloads) {
            // The number of buffers stays 0: it is for received frames.
            NetworkHeader.write(frame, header, 0);
            transmitQueue.write(chain[0], 0, header, 0, HEADER);
        }
        int from = frame.start();
        int at = HEADER;
        for (int i = 0; i < count; i++) {
            int part = Math.min(frame.end() - from, transmitQueue.bufferSize() - at);
            transmitQueue.write(chain[i], at, frame.array(), from, part);
            from += part;
            at = 0;
        }
    }

    /// Takes so many slots, or none.
    private boolean takeTransmitSlots(int count) {
        for (int taken = 0; taken < count; taken++) {
            int slot = takeTransmitSlot();
            if (slot == SplitVirtqueue.NONE) {
                while (taken > 0) {
                    transmitQueue.putBack(chain[--taken]);
                }
                return false;
            }
            chain[taken] = slot;
        }
        return true;
    }

    /// A slot to fill. What the card has sent is reclaimed only when no slot is free, one by one; only when there is nothing to reclaim
    /// either does the card have to interrupt, when it has sent half of what it holds.
    private int takeTransmitSlot() {
        int slot = transmitQueue.takeOrCollect();
        if (slot == SplitVirtqueue.NONE) {
            transmitQueue.flush();
            if (!transmitQueue.arm(Math.max(1, transmitQueue.held() / 2))) {
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
