package dev.morgana.net.ip;

import dev.morgana.net.RandomSource;

/// How many ICMP errors may be sent: a token bucket (RFC 1812 section 4.3.2.8). Each error costs one token or a few, at random, so that
/// nobody can find out from the outside how many a port scan through a forged address has used (CVE-2020-25705).
final class ErrorBudget {
    /// Most tokens saved up.
    static final int BURST = 50;

    /// Nanoseconds per token: 100 a second.
    static final long INTERVAL = 10_000_000;

    private final RandomSource random;
    private int tokens = BURST;
    private long counted;

    ErrorBudget(RandomSource random) {
        this.random = random;
    }

    /// Whether one more error may be sent now.
    boolean spend(long now) {
        long earned = Math.min((now - counted) / INTERVAL, BURST);
        if (earned > 0) {
            tokens = (int) Math.min(tokens + earned, BURST);
            counted = tokens == BURST ? now : counted + earned * INTERVAL;
        }
        if (tokens <= 0) {
            return false;
        }
        tokens -= 1 + (int) (random.next() & 1);
        return true;
    }
}
