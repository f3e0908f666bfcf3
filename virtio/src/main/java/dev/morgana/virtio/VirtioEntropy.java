package dev.morgana.virtio;

import dev.morgana.device.DmaAllocator;
import dev.morgana.device.EntropySource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A virtio entropy device (virtio 1.2 section 5.4). Random bytes are requested ahead, at start and whenever some were taken, so that
/// [#read(byte\[\], int, int)] never waits; it needs no interrupt. Handed-out bytes are wiped here and in the shared memory.
///
/// Not thread-safe. A device that breaks the protocol is reset and has no more bytes; [#failure()] says why.
public final class VirtioEntropy implements EntropySource {
    /// The type number of entropy devices.
    public static final int DEVICE_ID = 4;

    private static final int SLOTS = 4;
    private static final int CHUNK = 64;

    private final VirtioDevice device;
    private final SplitVirtqueue queue;
    private final byte[] chunk = new byte[CHUNK];
    private final byte[] zeros = new byte[CHUNK];
    private int start;
    private int end;
    private long delivered;
    private long shortages;

    /// What happened so far.
    ///
    /// @param delivered random bytes handed out
    /// @param shortages reads that got less than they wanted
    public record Counters(long delivered, long shortages) {}

    /// Takes the device into use and requests the first bytes.
    ///
    /// @throws VirtioException if it cannot be used
    /// @throws IllegalStateException if there is not enough memory
    public VirtioEntropy(Transport transport, DmaAllocator allocator) {
        device = new VirtioDevice(transport, DEVICE_ID, "entropy device");
        device.accept(device.offeredFeatures(), VirtioDevice.EVENT_IDX);
        queue =
                new SplitVirtqueue(
                        device, new SplitVirtqueue.Plan(0, SLOTS, CHUNK, true), allocator);
        queue.offerAll();
        queue.publish();
        device.start();
        queue.flush();
    }

    @Override
    public int read(byte[] to, int offset, int length) {
        int done = 0;
        while (done < length && (start < end || nextChunk())) {
            int count = Math.min(length - done, end - start);
            System.arraycopy(chunk, start, to, offset + done, count);
            Arrays.fill(chunk, start, start + count, (byte) 0);
            start += count;
            done += count;
        }
        queue.flush();
        delivered += done;
        if (done < length) {
            shortages++;
        }
        return done;
    }

    /// Takes over the next bytes that the device has filled in and requests as many again; false when there are none.
    private boolean nextChunk() {
        int slot = queue.collect();
        if (slot == SplitVirtqueue.NONE) {
            return false;
        }
        start = 0;
        end = queue.length();
        queue.read(slot, 0, chunk, 0, end);
        queue.write(slot, 0, zeros, 0, CHUNK);
        queue.offer(slot, CHUNK);
        // 5.4.6.2 wants at least one byte; a device that gives none is asked again, but not in this
        // call.
        return end > 0;
    }

    /// Why the device was given up, or null while it works.
    public @Nullable String failure() {
        return device.failure();
    }

    /// The counters as of now.
    public Counters snapshot() {
        return new Counters(delivered, shortages);
    }
}
