package dev.morgana.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/// One figure of several kinds of things, measured in one run.
final class Comparison {
    private final String what;
    private final String unit;
    private final long scale;
    private final String better;
    private final Map<String, List<Long>> values = new LinkedHashMap<>();

    private Comparison(String what, String unit, long scale, String better) {
        this.what = what;
        this.unit = unit;
        this.scale = scale;
        this.better = better;
    }

    /// A figure that should be small.
    ///
    /// @param what such as `image`
    /// @param unit of the printed values, such as `MB`
    /// @param scale how many of the measured values' units make one of those
    static Comparison less(String what, String unit, long scale) {
        return new Comparison(what, unit, scale, "less");
    }

    /// A figure that should be large; the parameters are those of [#less].
    static Comparison more(String what, String unit, long scale) {
        return new Comparison(what, unit, scale, "more");
    }

    /// Adds a measured value.
    void add(String kind, long value) {
        values.computeIfAbsent(kind, _ -> new ArrayList<>()).add(value);
    }

    /// What is compared, with its unit.
    String title() {
        return what + ", " + unit;
    }

    /// `less` or `more`.
    String better() {
        return better;
    }

    /// Whether it has been measured of this kind.
    boolean has(String kind) {
        return values.containsKey(kind);
    }

    /// The values of a kind that it [has][#has].
    Samples of(String kind) {
        return Samples.of(
                values.getOrDefault(kind, List.of()).stream().flatMapToLong(LongStream::of));
    }

    /// Minimum, median and maximum as text; one value when they are the same; `-` for a kind without values.
    String cell(String kind) {
        if (!has(kind)) {
            return "-";
        }
        Samples samples = of(kind);
        String median = text(samples.median());
        return samples.minimum() == samples.maximum()
                ? median
                : text(samples.minimum()) + ", " + median + ", " + text(samples.maximum());
    }

    /// A value in the printed unit, with three digits or more.
    String text(long value) {
        double scaled = (double) value / scale;
        String format = scaled < 10 ? "%.2f" : scaled < 100 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, format, scaled);
    }

    /// The median of `kind`, in medians of `other`; `-` when one of them is without values.
    String ratio(String kind, String other) {
        if (!has(kind) || !has(other)) {
            return "-";
        }
        double ratio = (double) of(kind).median() / of(other).median();
        return String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.1f", ratio);
    }
}
