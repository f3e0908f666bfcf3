package dev.morgana.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/// Figures beside each other.
final class ComparisonTest {
    private final Comparison comparison = Comparison.less("start", "ms", 1_000_000);

    @Test
    void tellsMinimumMedianAndMaximum() {
        for (long nanos : new long[] {171_000_000, 1_234_000_000, 9_000_000}) {
            comparison.add("ours", nanos);
        }
        assertEquals("start, ms", comparison.title());
        assertEquals("less", comparison.better());
        assertEquals("9.00, 171, 1,234", comparison.cell("ours"));
    }

    @Test
    void oneValueStandsAlone() {
        comparison.add("ours", 42_000_000);
        comparison.add("ours", 42_000_000);
        assertEquals("42.0", comparison.cell("ours"));
    }

    @Test
    void ratiosAreThoseOfMedians() {
        comparison.add("ours", 2_000_000);
        comparison.add("theirs", 50_000_000);
        assertEquals("25.0", comparison.ratio("theirs", "ours"));
        assertEquals("0.04", comparison.ratio("ours", "theirs"));
    }

    @Test
    void whatIsNotMeasuredIsADash() {
        comparison.add("ours", 1);
        assertFalse(comparison.has("theirs"));
        assertEquals("-", comparison.cell("theirs"));
        assertEquals("-", comparison.ratio("ours", "theirs"));
    }
}
