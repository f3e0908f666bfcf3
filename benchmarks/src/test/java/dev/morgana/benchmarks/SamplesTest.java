package dev.morgana.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The figures of a run.
final class SamplesTest {
    @Test
    void describesSamples() {
        Samples samples = Samples.of(LongStream.of(5, 1, 4, 2, 3));
        assertEquals(5, samples.count());
        assertEquals(1, samples.minimum());
        assertEquals(3, samples.median());
        assertEquals(5, samples.maximum());
        assertEquals(5, samples.percentile(99));
        assertEquals(1, samples.percentile(20));
        assertEquals(1, samples.percentile(0));
    }

    @Test
    void oneSampleIsEveryFigure() {
        Samples samples = Samples.of(LongStream.of(7));
        assertEquals(7, samples.minimum());
        assertEquals(7, samples.median());
        assertEquals(7, samples.percentile(99));
    }

    @Test
    void noSamplesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Samples.of(LongStream.empty()));
    }

    @Test
    void millisecondsKeepThreeDigits() {
        assertEquals("0.12", Samples.millis(123_456));
        assertEquals("12.3", Samples.millis(12_345_678));
    }
}
