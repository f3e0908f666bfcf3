package dev.morgana.virtio;

/// How a driver reaches the registers of one virtio device, whatever bus it sits on (virtio 1.2 section 4). Only access: the order
/// of the steps is the driver's business. Values come from the device and are as untrustworthy as anything it writes.
public interface Transport {
    /// Cause bit of [#acknowledgeInterrupts()]: the device used a buffer in at least one queue.
    int QUEUE_INTERRUPT = 1;

    /// Cause bit of [#acknowledgeInterrupts()]: the device's configuration or status changed.
    int CONFIGURATION_INTERRUPT = 2;

    /// The type of the device (virtio 1.2 section 5): 1 network, 3 console, 4 entropy.
    int deviceId();

    /// The device's status bits (section 2.1).
    int status();

    /// Sets the status bits; 0 resets the device.
    void writeStatus(int bits);

    /// The feature bits that the device offers (section 2.2).
    long deviceFeatures();

    /// Tells the device which of them the driver accepts.
    void writeDriverFeatures(long bits);

    /// The largest size of a queue, in descriptors; 0 when the device has no such queue. Not checked.
    int queueSizeLimit(int queue);

    /// Gives the device the memory of a queue and switches it on.
    ///
    /// @return false when the device says that this queue is in use already
    boolean enableQueue(int queue, int size, RingAddresses rings);

    /// Notifies the device that a queue has new buffers (section 2.9).
    void notifyQueue(int queue);

    /// Reads the causes of the device's interrupt and acknowledges exactly those: [#QUEUE_INTERRUPT],
    /// [#CONFIGURATION_INTERRUPT], both or 0. A bus that does not tell the causes reports both. Afterwards a new cause interrupts
    /// again.
    int acknowledgeInterrupts();

    /// A number that changes when the configuration does (section 2.5): values read between two equal ones belong together.
    int configurationGeneration();

    /// Reads 8 bits of the device's configuration, unsigned.
    int configurationByte(int offset);

    /// Reads 16 bits of the device's configuration, unsigned.
    int configurationShort(int offset);

    /// Reads 32 bits of the device's configuration.
    int configurationInt(int offset);

    /// Where the three parts of a split virtqueue lie, as addresses for the device (section 2.7).
    ///
    /// @param descriptors the descriptor table
    /// @param available the available ring, which the driver writes
    /// @param used the used ring, which the device writes
    record RingAddresses(long descriptors, long available, long used) {}
}
