package dev.morgana.benchmarks;

import java.util.List;
import java.util.Locale;

/// A picture of comparisons: for each a panel with one bar for each kind, as long as its median, with a line from minimum to maximum. It is an SVG
/// file that needs nothing else, and follows the reader's choice of a light or dark screen.
final class BarChart {
    private static final int PANEL_WIDTH = 430;
    private static final int MARGIN = 20;
    private static final int TITLE = 26;
    private static final int BAR = 22;
    private static final int GAP = 16;
    private static final int LABEL = 100;

    /// From the top of a bar to the line on which its text stands.
    private static final int BASE = 13;

    /// The longest bar; what is right of it is for the value.
    private static final int LONGEST = 220;

    private static final String STYLE =
            """
            <style>
              svg { color-scheme: light dark; }
              .paper { fill: #fff; } text { fill: #231b3d; } .note { fill: #5d567a; } .range { stroke: #231b3d; stroke-width: 1.5; }
              .k0 { fill: #7c5cd6; } .k1 { fill: #d9825f; } .k2 { fill: #6aa3cf; }
              @media (prefers-color-scheme: dark) {
                .paper { fill: #15131d; } text { fill: #ece8f7; } .note { fill: #b0a8c9; } .range { stroke: #ece8f7; }
                .k0 { fill: #9b80ee; } .k1 { fill: #c9704d; } .k2 { fill: #4d86b3; }
              }
            </style>
            """;

    private final List<String> kinds;
    private final StringBuilder out = new StringBuilder();

    private BarChart(List<String> kinds) {
        this.kinds = kinds;
    }

    /// The picture as text.
    ///
    /// @param title for readers who cannot see it
    /// @param kinds the bars of each panel, three at most
    static String draw(String title, List<String> kinds, List<Comparison> comparisons) {
        return new BarChart(kinds).draw(title, comparisons);
    }

    private String draw(String title, List<Comparison> comparisons) {
        int panel = TITLE + BAR * kinds.size() + GAP;
        int rows = (comparisons.size() + 1) / 2;
        int width = 2 * PANEL_WIDTH + 2 * MARGIN;
        int height = rows * panel + 2 * MARGIN - GAP;
        out.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" font-family="system-ui, 'DejaVu Sans', sans-serif" font-size="13">
                <title>%s</title>
                %s<rect class="paper" width="%s" height="%s" rx="8"/>
                """
                        .formatted(width, height, title, STYLE, width, height));
        for (int i = 0; i < comparisons.size(); i++) {
            panel(comparisons.get(i), MARGIN + i % 2 * PANEL_WIDTH, MARGIN + i / 2 * panel);
        }
        return out.append("</svg>\n").toString();
    }

    private void panel(Comparison comparison, int x, int y) {
        out.append(
                """
                <text x="%s" y="%s" font-weight="600">%s <tspan class="note" font-size="11" font-weight="400">%s is better</tspan></text>
                """
                        .formatted(x, y + 14, comparison.title(), comparison.better()));
        long longest =
                kinds.stream()
                        .filter(comparison::has)
                        .mapToLong(kind -> comparison.of(kind).maximum())
                        .max()
                        .orElse(1);
        for (int i = 0; i < kinds.size(); i++) {
            bar(comparison, i, (double) LONGEST / longest, x, y + TITLE + i * BAR);
        }
    }

    /// @param scale pixels for each unit of the values
    private void bar(Comparison comparison, int index, double scale, int x, int y) {
        String kind = kinds.get(index);
        note(x, y, kind);
        int left = x + LABEL;
        if (!comparison.has(kind)) {
            note(left, y, "not measured");
            return;
        }
        Samples samples = comparison.of(kind);
        double end = left + samples.maximum() * scale;
        out.append(
                """
                <rect class="k%s" x="%s" y="%s" width="%s" height="16" rx="2"/>
                """
                        .formatted(index, left, y, pixels(samples.median() * scale)));
        if (samples.minimum() < samples.maximum()) {
            out.append(
                    """
                    <path class="range" d="M%s %sH%s"/>
                    """
                            .formatted(
                                    pixels(left + samples.minimum() * scale), y + 8, pixels(end)));
        }
        out.append(
                """
                <text x="%s" y="%s">%s</text>
                """
                        .formatted(pixels(end + 6), y + BASE, comparison.text(samples.median())));
    }

    private void note(int x, int y, String text) {
        out.append(
                """
                <text class="note" x="%s" y="%s">%s</text>
                """
                        .formatted(x, y + BASE, text));
    }

    private static String pixels(double length) {
        return String.format(Locale.ROOT, "%.1f", length);
    }
}
