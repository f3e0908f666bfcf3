package dev.morgana.net.tcp;

import dev.morgana.net.RandomSource;

/// Limits acknowledgments that answer doubtful segments (RFC 5961 section 7): a few per second, of one connection, with a bound drawn
/// at random, so that no outsider can learn anything from counting them (CVE-2016-5696).
final class ChallengeLimit {
    private static final long WINDOW = 1_000_000_000L;
    private static final int LEAST = 8;

    private long windowEnd = Long.MIN_VALUE;
    private int left;

    /// Whether one more may be sent now; counts it.
    boolean permits(RandomSource random, long now) {
        if (now >= windowEnd) {
            windowEnd = now + WINDOW;
            left = LEAST + (int) (random.next() & 7);
        }
        return left > 0 && left-- > 0;
    }
}
