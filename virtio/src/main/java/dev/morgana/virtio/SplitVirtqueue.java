package dev.morgana.virtio;

import dev.morgana.device.DmaAllocator;
import dev.morgana.device.DmaMemory;
import java.util.Objects;

/// A split virtqueue (virtio 1.2 section 2.7) whose buffers lie beside its rings in one piece of memory:
///
/// ```
///   | descriptors 16 n | available 6 + 2 n | used 6 + 8 n | buffer 0 | buffer 1 | ... | buffer n-1 |
///     driver writes      driver writes       device writes   either, by the queue's direction
/// ```
///
/// Descriptor `i` always describes buffer `i`, its *slot*. At first a slot is free; [#take()] makes it the caller's,
/// [#offer(int, int)] passes it to the device, [#collect()] makes it the caller's again. Several slots can be passed as one chain.
///
/// The device is not trusted. Who owns a slot and how long it is stands in fields here, never in the shared rings; the only shared
/// values that are read are those the device writes, each once, and checked before use. A value that no correct device writes gives
/// up the device ([VirtioDevice#fail(String)]); from then on nothing is collected any more.
///
/// Indices are 16-bit counters that wrap: differences are taken modulo 65536. Not thread-safe.
final class SplitVirtqueue {
    /// No slot.
    static final int NONE = -1;

    private static final int DESCRIPTOR_BYTES = 16;
    private static final int DESCRIPTOR_CONTINUES = 1;
    private static final int DESCRIPTOR_DEVICE_WRITES = 2;

    /// In the available ring's flags: the driver wants no interrupts.
    private static final int NO_INTERRUPT = 1;

    /// In the used ring's flags: the device wants no notifications.
    private static final int NO_NOTIFY = 1;

    private static final int LARGEST_SIZE = 32768;
    private static final int CONTINUED = -1;

    private final VirtioDevice device;
    private final int index;
    private final int size;
    private final int bufferSize;
    private final boolean deviceWrites;
    private final boolean eventIndex;

    private final DmaMemory memory;
    private final int available;
    private final int used;
    private final int buffers;

    /// By slot: how many bytes the device was offered; 0 when the slot is not the device's, [#CONTINUED] when it belongs to a chain that began before it.
    private final int[] offered;

    /// By slot of the device: the next one of the chain, or [#NONE].
    private final int[] following;

    private final int[] free;
    private int freeCount;

    /// Available index behind the last offered slot, as of the last publication, and as of the last notification.
    private int next;

    private int published;
    private int announced;

    /// Used index up to which slots were collected, and up to which the device is known to have used them.
    private int collected;

    private int seen;

    /// Whether the device is asked to interrupt, and (with EVENT_IDX) at which used index.
    private boolean armed;

    private int armedAt;

    private int length;
    private long notifications;

    /// What a queue is to be.
    ///
    /// @param index its number in the device
    /// @param slots how many buffers, a power of two; the device may force fewer
    /// @param bufferSize bytes of each, a multiple of 4
    /// @param deviceWrites whether the device fills the buffers (receive) or reads them (transmit)
    record Plan(int index, int slots, int bufferSize, boolean deviceWrites) {}

    /// Allocates the queue and makes it known to the device.
    ///
    /// @throws VirtioException if the device does not have this queue
    SplitVirtqueue(VirtioDevice device, Plan plan, DmaAllocator allocator) {
        this.device = device;
        this.index = plan.index();
        this.bufferSize = plan.bufferSize();
        this.deviceWrites = plan.deviceWrites();
        this.eventIndex = device.has(VirtioDevice.EVENT_IDX);
        this.size = Math.min(plan.slots(), sizeLimit());
        this.offered = new int[size];
        this.following = new int[size];
        this.free = new int[size];
        this.available = DESCRIPTOR_BYTES * size;
        this.used = roundUp(available + 6 + 2 * size, 4);
        this.buffers = roundUp(used + 6 + 8 * size, 64);
        this.memory = allocator.allocate(buffers + size * bufferSize);
        for (int slot = size - 1; slot >= 0; slot--) {
            memory.writeLong(
                    DESCRIPTOR_BYTES * slot, memory.deviceAddress() + offset(slot, 0, bufferSize));
            putBack(slot);
        }
        armed = true;
        disarm();
        enable();
    }

    /// The largest power of two that the device allows (2.7: the size is always one).
    private int sizeLimit() {
        int limit = device.transport().queueSizeLimit(index);
        if (limit < 1 || limit > LARGEST_SIZE) {
            throw device.unusable("queue " + index + " has size " + limit);
        }
        return Integer.highestOneBit(limit);
    }

    private void enable() {
        long base = memory.deviceAddress();
        var rings = new Transport.RingAddresses(base, base + available, base + used);
        if (!device.transport().enableQueue(index, size, rings)) {
            throw device.unusable("queue " + index + " is in use after the reset");
        }
    }

    private static int roundUp(int value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }

    /// How many slots there are.
    int size() {
        return size;
    }

    /// Bytes of each slot's buffer.
    int bufferSize() {
        return bufferSize;
    }

    /// How often the device was notified.
    long notifications() {
        return notifications;
    }

    /// Makes a free slot the caller's; [#NONE] when there is none.
    int take() {
        return freeCount == 0 ? NONE : free[--freeCount];
    }

    /// Makes the caller's slot free again.
    void putBack(int slot) {
        free[freeCount++] = slot;
    }

    /// For a queue that the device reads: a free slot, else one that the device has done with, else [#NONE]. Interrupts are off again
    /// when one was found.
    int takeOrCollect() {
        int slot = take();
        if (slot == NONE) {
            slot = collect();
            if (slot != NONE) {
                disarm();
            }
        }
        return slot;
    }

    /// Passes the first `bytes` of the caller's slot to the device, which sees it after the next [#flush()].
    void offer(int slot, int bytes) {
        describe(slot, bytes, NONE);
        show(slot, bytes);
    }

    /// Passes the first `bytes` of the caller's slots, one behind the other, to the device as one chain: all are full but the last. When the device has done with it,
    /// [#collect()] makes the first one the caller's and the others free.
    ///
    /// @param slots of which the first `count` are passed
    void offer(int[] slots, int count, int bytes) {
        int behind = NONE;
        for (int i = count - 1; i >= 0; i--) {
            int end = behind == NONE ? bytes - i * bufferSize : bufferSize;
            describe(slots[i], end, behind);
            behind = slots[i];
            offered[behind] = CONTINUED;
        }
        show(behind, bytes);
    }

    private void describe(int slot, int bytes, int behind) {
        if (bytes < 1 || bytes > bufferSize || offered[slot] != 0) {
            throw new IllegalArgumentException("offer of " + bytes + " bytes in slot " + slot);
        }
        int flags = deviceWrites ? DESCRIPTOR_DEVICE_WRITES : 0;
        following[slot] = behind;
        memory.writeInt(DESCRIPTOR_BYTES * slot + 8, bytes);
        memory.writeInt(
                DESCRIPTOR_BYTES * slot + 12,
                behind == NONE ? flags : flags | DESCRIPTOR_CONTINUES | behind << 16);
    }

    private void show(int head, int bytes) {
        offered[head] = bytes;
        memory.writeShort(available + 4 + 2 * (next & size - 1), head);
        next = next + 1 & 0xffff;
    }

    /// Passes all free slots to the device, whole: what a queue that the device writes starts with.
    void offerAll() {
        for (int slot = take(); slot != NONE; slot = take()) {
            offer(slot, bufferSize);
        }
    }

    /// How many chains, mostly of one slot, were offered and not collected.
    int held() {
        return next - collected & 0xffff;
    }

    /// How many chains were offered since the last [#flush()].
    int unflushed() {
        return next - announced & 0xffff;
    }

    /// Shows the device the slots offered since the last time and notifies it if it wants to be.
    void flush() {
        publish();
        if (announced == published || device.failed()) {
            return;
        }
        // The device publishes its wish to be notified and then looks at our index; we publish our
        // index and then look at its wish.
        // Without a full fence the processor may do our load before our store, and each side would
        // miss the other's.
        memory.fence();
        if (wantsNotification()) {
            notifications++;
            device.transport().notifyQueue(index);
        }
        announced = published;
    }

    /// Like [#flush()] before the device runs: it must not be notified yet (3.1.1), and takes no harm from that later.
    void publish() {
        if (published != next) {
            // Release: the descriptors and ring entries written before are visible before the index
            // that announces them.
            memory.writeShort(available + 2, next);
            published = next;
        }
    }

    private boolean wantsNotification() {
        if (!eventIndex) {
            return (memory.readShort(used) & NO_NOTIFY) == 0;
        }
        // 2.7.10: notify when the index passed the device's event, that is event lies in
        // [announced, published).
        int event = memory.readShort(used + 4 + 8 * size);
        return (published - event - 1 & 0xffff) < (published - announced & 0xffff);
    }

    /// Makes the next slot that the device has used the caller's; [#NONE] when there is none now. [#length()] then says how much
    /// the device wrote.
    int collect() {
        if (device.failed() || (collected == seen && !look())) {
            return NONE;
        }
        int element = used + 4 + 8 * (collected & size - 1);
        int slot = memory.readInt(element);
        int written = memory.readInt(element + 4);
        if (slot < 0 || slot >= size || offered[slot] <= 0) {
            device.fail("queue " + index + " used buffer " + slot + ", which it does not have");
            return NONE;
        }
        if (deviceWrites && Integer.compareUnsigned(written, offered[slot]) > 0) {
            device.fail("queue " + index + " wrote more than the buffer holds");
            return NONE;
        }
        // 2.7.8.2: what the device says of a buffer that it only reads means nothing.
        length = deviceWrites ? written : 0;
        offered[slot] = 0;
        for (int i = following[slot]; i != NONE; i = following[i]) {
            offered[i] = 0;
            putBack(i);
        }
        collected = collected + 1 & 0xffff;
        return slot;
    }

    /// Reads how far the device has come; true when that is further than was collected.
    private boolean look() {
        // Acquire: the used elements and the buffers' content are read after the index that
        // announces them.
        int reached = memory.readShort(used + 2);
        int progress = reached - collected & 0xffff;
        if (progress > (published - collected & 0xffff)) {
            device.fail("queue " + index + " used more buffers than it has");
            return false;
        }
        seen = reached;
        return progress != 0;
    }

    /// How many bytes of the slot last collected the device wrote: at most as many as it was offered.
    int length() {
        return length;
    }

    /// Asks for an interrupt once the device has used `after` chains more, 1 for the very next. To be called when [#collect()] found
    /// nothing.
    ///
    /// @return true when the interrupt will come; false when something was used meanwhile: collect again
    boolean arm(int after) {
        int at = collected + after - 1 & 0xffff;
        if (!armed || (eventIndex && armedAt != at)) {
            armed = true;
            armedAt = at;
            if (eventIndex) {
                memory.writeShort(available + 4 + 2 * size, at);
            } else {
                memory.writeShort(available, 0);
            }
            // The device publishes its used index and then looks at our wish; we publish the wish
            // and then look at its index. The full
            // fence keeps our load behind our store: else both could look too early, and a used
            // buffer would lie there without
            // an interrupt until the next one.
            memory.fence();
        }
        return device.failed() || !look();
    }

    /// Asks for no interrupts until [#arm(int)]. Only a hint to the device (2.7.7.1), which may send them all the same.
    void disarm() {
        if (armed) {
            armed = false;
            if (eventIndex) {
                // The index furthest away: the one just passed.
                memory.writeShort(available + 4 + 2 * size, collected - 1 & 0xffff);
            } else {
                memory.writeShort(available, NO_INTERRUPT);
            }
        }
    }

    /// Reads 16 bits of the caller's slot, unsigned.
    int readShort(int slot, int at) {
        return memory.readShort(offset(slot, at, 2));
    }

    /// Reads 32 bits of the caller's slot.
    int readInt(int slot, int at) {
        return memory.readInt(offset(slot, at, 4));
    }

    /// Writes 16 bits into the caller's slot.
    void writeShort(int slot, int at, int value) {
        memory.writeShort(offset(slot, at, 2), value);
    }

    /// Writes 32 bits into the caller's slot.
    void writeInt(int slot, int at, int value) {
        memory.writeInt(offset(slot, at, 4), value);
    }

    /// Copies `count` bytes out of the caller's slot.
    void read(int slot, int at, byte[] to, int toOffset, int count) {
        memory.read(offset(slot, at, count), to, toOffset, count);
    }

    /// Copies `count` bytes into the caller's slot.
    void write(int slot, int at, byte[] from, int fromOffset, int count) {
        memory.write(offset(slot, at, count), from, fromOffset, count);
    }

    private int offset(int slot, int at, int count) {
        if (at < 0 || count < 0 || at > bufferSize - count) {
            throw new IndexOutOfBoundsException(at + " + " + count + " of " + bufferSize);
        }
        return buffers + Objects.checkIndex(slot, size) * bufferSize + at;
    }
}
