package dev.morgana.device;

/// Counts what a network card's driver does. Not thread-safe: the driver's one caller counts and looks.
public final class FrameCounter {
    private long receivedFrames;
    private long receivedBytes;
    private long receivedDropped;
    private long sentFrames;
    private long sentBytes;
    private long sentDropped;
    private long refused;
    private long interrupts;

    /// Nothing yet.
    public FrameCounter() {}

    /// A frame of so many bytes was handed up.
    public void received(int bytes) {
        receivedFrames++;
        receivedBytes += bytes;
    }

    /// A frame arrived that could not be handed up.
    public void droppedReceived() {
        receivedDropped++;
    }

    /// A frame of so many bytes is the card's.
    public void sent(int bytes) {
        sentFrames++;
        sentBytes += bytes;
    }

    /// A frame was to be sent by a card that had failed.
    public void droppedSent() {
        sentDropped++;
    }

    /// The card had no room for a frame.
    public void refused() {
        refused++;
    }

    /// An interrupt was acknowledged.
    public void interrupted() {
        interrupts++;
    }

    /// All counts of this moment.
    ///
    /// @param notifications how often the card was notified, which its queues count
    public NetworkCounters snapshot(long notifications) {
        return new NetworkCounters(
                receivedFrames,
                receivedBytes,
                receivedDropped,
                sentFrames,
                sentBytes,
                sentDropped,
                refused,
                interrupts,
                notifications);
    }
}
