package dev.morgana.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;

/// Durations measured in one run, sorted.
public final class Samples {
    private final long[] nanos;

    private Samples(long[] nanos) {
        this.nanos = nanos;
    }

    /// The samples of `nanos`, at least one.
    public static Samples of(LongStream nanos) {
        long[] sorted = nanos.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no samples");
        }
        return new Samples(sorted);
    }

    /// How many there are.
    public int count() {
        return nanos.length;
    }

    /// The smallest.
    public long minimum() {
        return nanos[0];
    }

    /// The one in the middle, the upper one of two.
    public long median() {
        return percentile(50);
    }

    /// The largest.
    public long maximum() {
        return nanos[nanos.length - 1];
    }

    /// The smallest sample that at least `percent` of all do not exceed.
    ///
    /// @param percent 0 to 100
    public long percentile(double percent) {
        int index = (int) Math.ceil(percent / 100 * nanos.length);
        return nanos[Math.clamp(percent == 50 ? nanos.length / 2 : index - 1, 0, nanos.length - 1)];
    }

    /// `nanos` in milliseconds, as text.
    public static String millis(long nanos) {
        return String.format(Locale.ROOT, nanos < 10_000_000 ? "%.2f" : "%.1f", nanos / 1e6);
    }

    @Override
    public String toString() {
        return Arrays.toString(nanos);
    }
}
