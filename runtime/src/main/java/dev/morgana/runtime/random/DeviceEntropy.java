package dev.morgana.runtime.random;

import dev.morgana.device.EntropySource;
import dev.morgana.runtime.machine.MachineDevice;
import dev.morgana.virtio.MmioTransport;
import dev.morgana.virtio.VirtioEntropy;
import java.security.ProviderException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A virtio-rng device, for CPUs without random numbers.
final class DeviceEntropy {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

    private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(100);

    private DeviceEntropy() {}

    /// The device, looked for at the first use.
    private static final class Holder {
        static final @Nullable EntropySource SOURCE = open();

        private static @Nullable EntropySource open() {
            MachineDevice device = MachineDevice.find(VirtioEntropy.DEVICE_ID);
            return device == null
                    ? null
                    : new VirtioEntropy(new MmioTransport(device.registers()), MachineDevice.DMA);
        }
    }

    /// Reads `count` bytes. Waits for a slow device, but not for ever.
    ///
    /// @throws ProviderException if there is no device, or it gives nothing for 5 seconds
    static int read(byte[] to, int offset, int count) {
        EntropySource source = Holder.SOURCE;
        if (source == null) {
            throw new ProviderException(
                    "no source of random numbers: the CPU has neither RDSEED nor RDRAND, and there is"
                            + " no virtio-rng device");
        }
        int got = 0;
        long end = System.nanoTime() + PATIENCE;
        while (got < count) {
            int more = source.read(to, offset + got, count - got);
            got += more;
            if (more == 0) {
                if (System.nanoTime() - end > 0) {
                    throw new ProviderException(
                            "no source of random numbers: the virtio-rng device gave nothing for"
                                    + " 5 seconds");
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
        return got;
    }
}
