package dev.morgana.testkit;

/// What happens to frames on their way from one port to another. Each direction of each pair of ports is independent; all
/// randomness comes from the seed, so a run repeats exactly.
///
/// @param bandwidth bits per second at which a port sends, or [Long#MAX_VALUE]
/// @param queue octets that wait at a port for the line at most; a frame beyond is dropped
/// @param delay nanoseconds from the frame's end of sending to its arrival
/// @param jitter most nanoseconds added to the delay, uniformly; frames keep their order
/// @param loss probability that a frame vanishes, 0 to 1
/// @param reorder probability that a frame is held back for up to one more delay and jitter, so that later ones overtake it
/// @param duplicate probability that a frame arrives twice
/// @param corrupt probability that one bit of a frame is flipped
/// @param seed of all random choices
public record Link(
        long bandwidth,
        long queue,
        long delay,
        long jitter,
        double loss,
        double reorder,
        double duplicate,
        double corrupt,
        long seed) {
    /// A link without limits, delay or faults.
    public static final Link PERFECT =
            new Link(Long.MAX_VALUE, Long.MAX_VALUE, 0, 0, 0, 0, 0, 0, 0);

    /// @throws IllegalArgumentException if a number is out of its range
    public Link {
        if (bandwidth <= 0 || queue < 0 || delay < 0 || jitter < 0) {
            throw new IllegalArgumentException("negative or no bandwidth, queue, delay or jitter");
        }
        checkProbability(loss);
        checkProbability(reorder);
        checkProbability(duplicate);
        checkProbability(corrupt);
    }

    private static void checkProbability(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("no probability: " + p);
        }
    }

    /// The same with this bandwidth in bits per second and room for `octets` waiting.
    public Link withBandwidth(long bitsPerSecond, long octets) {
        return new Link(
                bitsPerSecond, octets, delay, jitter, loss, reorder, duplicate, corrupt, seed);
    }

    /// The same with this delay and jitter in nanoseconds.
    public Link withDelay(long nanoseconds, long more) {
        return new Link(
                bandwidth, queue, nanoseconds, more, loss, reorder, duplicate, corrupt, seed);
    }

    /// The same with this loss.
    public Link withLoss(double p) {
        return new Link(bandwidth, queue, delay, jitter, p, reorder, duplicate, corrupt, seed);
    }

    /// The same with this reordering.
    public Link withReorder(double p) {
        return new Link(bandwidth, queue, delay, jitter, loss, p, duplicate, corrupt, seed);
    }

    /// The same with this duplication.
    public Link withDuplicate(double p) {
        return new Link(bandwidth, queue, delay, jitter, loss, reorder, p, corrupt, seed);
    }

    /// The same with this corruption.
    public Link withCorrupt(double p) {
        return new Link(bandwidth, queue, delay, jitter, loss, reorder, duplicate, p, seed);
    }

    /// The same with this seed.
    public Link withSeed(long other) {
        return new Link(bandwidth, queue, delay, jitter, loss, reorder, duplicate, corrupt, other);
    }

    /// Nanoseconds that sending `octets` takes.
    long transmission(int octets) {
        return bandwidth == Long.MAX_VALUE ? 0 : octets * 8L * 1_000_000_000L / bandwidth;
    }
}
