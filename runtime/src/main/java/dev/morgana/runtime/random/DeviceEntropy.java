package dev.morgana.runtime.random;

import dev.morgana.runtime.boot.Described;
import dev.morgana.runtime.machine.MachineDevice;
import dev.morgana.virtio.VirtioEntropy;
import dev.morgana.virtio.VirtioException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A virtio-rng device. Not thread-safe but for [#counters]: the pool's lock guards it.
final class DeviceEntropy {
    private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(100);

    /// Reads after which nothing is left of what the driver asked for ahead.
    private static final int AHEAD = 16;

    private DeviceEntropy() {}

    /// The device, looked for at the first use.
    private static final class Holder {
        static final @Nullable VirtioEntropy SOURCE = open();

        private static @Nullable VirtioEntropy open() {
            try {
                MachineDevice device = MachineDevice.find(VirtioEntropy.DEVICE_ID);
                return device == null
                        ? null
                        : new VirtioEntropy(device.transport(), MachineDevice.DMA);
            } catch (VirtioException e) {
                return null; // not a device that can be used: the CPU's numbers must do
            }
        }
    }

    private static @Nullable VirtioEntropy source() {
        return Described.ENTROPY_DEVICE ? Holder.SOURCE : null;
    }

    /// What it has given so far, or null without one. Needs no lock: the figures are read one after the other, while other threads may go on.
    static VirtioEntropy.@Nullable Counters counters() {
        VirtioEntropy source = source();
        return source == null ? null : source.snapshot();
    }

    /// Fills `count` octets with what the device gives from now on; what it has given ahead is passed over, because a copy of this machine has it too. Waits for a slow
    /// device.
    ///
    /// @param patience nanoseconds
    /// @return null, or what is wrong; then some may be filled
    static @Nullable String fresh(byte[] to, int offset, int count, long patience) {
        VirtioEntropy source = source();
        if (source == null) {
            return "there is no virtio-rng device";
        }
        byte[] ahead = new byte[count];
        for (int i = 0; i < AHEAD && source.read(ahead, 0, count) == count; i++) {
            // The device has filled a few buffers; when those are read, it is asked anew.
        }
        int got = 0;
        long end = System.nanoTime() + patience;
        while (got < count) {
            int more = source.read(to, offset + got, count - got);
            got += more;
            if (more == 0) {
                if (System.nanoTime() - end > 0) {
                    return "the virtio-rng device gave nothing for "
                            + TimeUnit.NANOSECONDS.toMillis(patience)
                            + " ms";
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
        return null;
    }

    /// Fills up to `count` octets with what is there.
    static void available(byte[] to, int offset, int count) {
        VirtioEntropy source = source();
        if (source != null) {
            source.read(to, offset, count);
        }
    }
}
