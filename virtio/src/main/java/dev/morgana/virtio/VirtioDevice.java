package dev.morgana.virtio;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The life of one device, the same for every type (virtio 1.2 section 3.1.1): reset, acknowledged, features agreed, running, and
/// in the bad case given up. Holds the one answer to "does this device still work": queues report here what they find wrong.
final class VirtioDevice {
    /// The device speaks virtio 1.0 or later.
    static final long VERSION_1 = 1L << 32;

    /// Both sides say by index when they want to be notified (section 2.7.10).
    static final long EVENT_IDX = 1L << 29;

    private static final int ACKNOWLEDGE = 1;
    private static final int DRIVER = 2;
    private static final int DRIVER_OK = 4;
    private static final int FEATURES_OK = 8;
    private static final int NEEDS_RESET = 64;
    private static final int FAILED = 128;

    /// How often a register that should settle is read before the device counts as unusable.
    private static final int PATIENCE = 1000;

    private final Transport transport;
    private final String noun;
    private long features;
    private @Nullable String failure;

    /// Resets the device and tells it that it has a driver.
    ///
    /// @param noun what to call the device in messages, as "network card"
    /// @throws VirtioException if it is of another type, or does not come out of its reset
    VirtioDevice(Transport transport, int deviceId, String noun) {
        this.transport = transport;
        this.noun = noun;
        int actual = transport.deviceId();
        if (actual != deviceId) {
            throw new VirtioException(
                    "virtio device type " + actual + " is no " + noun + " (" + deviceId + ")");
        }
        reset();
        transport.writeStatus(ACKNOWLEDGE);
        transport.writeStatus(ACKNOWLEDGE | DRIVER);
    }

    /// 2.4.2: a reset is complete when the status reads 0.
    private void reset() {
        transport.writeStatus(0);
        for (int reads = 0; transport.status() != 0; reads++) {
            if (reads == PATIENCE) {
                throw unusable("it does not come out of its reset");
            }
        }
    }

    /// The feature bits that the device offers.
    long offeredFeatures() {
        return transport.deviceFeatures();
    }

    /// Agrees on features: VERSION_1, and those of `wanted` that are `offered`.
    ///
    /// @param offered what [#offeredFeatures()] returned: the device might answer differently the second time
    /// @throws VirtioException if the device is a legacy one or rejects the choice
    void accept(long offered, long wanted) {
        if ((offered & VERSION_1) == 0) {
            throw unusable(
                    "it speaks only the legacy protocol (run QEMU with -global virtio-mmio.force-legacy=false)");
        }
        features = offered & (wanted | VERSION_1);
        transport.writeDriverFeatures(features);
        transport.writeStatus(ACKNOWLEDGE | DRIVER | FEATURES_OK);
        if ((transport.status() & FEATURES_OK) == 0) {
            throw unusable("it rejects the features 0x" + Long.toHexString(features));
        }
    }

    /// Whether both sides agreed on a feature.
    boolean has(long feature) {
        return (features & feature) != 0;
    }

    /// Lets the device begin. All queues have been set up; from now on it may be notified.
    void start() {
        transport.writeStatus(ACKNOWLEDGE | DRIVER | FEATURES_OK | DRIVER_OK);
        if ((transport.status() & NEEDS_RESET) != 0) {
            throw unusable("it needs a reset as soon as it starts");
        }
    }

    Transport transport() {
        return transport;
    }

    /// Reads a configuration field of more than one register access (section 2.5.3: again, until the generation has not changed).
    ///
    /// @throws VirtioException if the configuration does not settle
    long configuration(ToLongFunction<Transport> field) {
        for (int reads = 0; reads < PATIENCE; reads++) {
            int before = transport.configurationGeneration();
            long value = field.applyAsLong(transport);
            if (transport.configurationGeneration() == before) {
                return value;
            }
        }
        throw unusable("its configuration does not settle");
    }

    /// Acknowledges the interrupt and returns its causes; a device that asks for a reset (section 2.1.2) is given up.
    int acknowledgeInterrupts() {
        int causes = transport.acknowledgeInterrupts();
        if ((causes & Transport.CONFIGURATION_INTERRUPT) != 0
                && (transport.status() & NEEDS_RESET) != 0) {
            fail("it asks for a reset");
        }
        return causes;
    }

    /// Gives up on a running device: resets it, so that it lets go of memory and interrupt, and says FAILED (section 3.1.1). The
    /// first reason stays.
    void fail(String reason) {
        if (failure == null) {
            failure = noun + " failed: " + reason;
            transport.writeStatus(0);
            transport.writeStatus(FAILED);
        }
    }

    /// Gives up on a device during set-up.
    VirtioException unusable(String reason) {
        fail(reason);
        return new VirtioException("virtio " + noun + " cannot be used: " + reason);
    }

    /// Whether the device was given up.
    boolean failed() {
        return failure != null;
    }

    /// Why the device was given up, or null while it works.
    @Nullable String failure() {
        return failure;
    }
}
