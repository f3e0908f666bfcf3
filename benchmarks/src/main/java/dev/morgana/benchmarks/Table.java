package dev.morgana.benchmarks;

import java.util.ArrayList;
import java.util.List;

/// A table in Markdown with aligned columns; the first column to the left, the others to the right.
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    /// A table with these column heads.
    public Table(String... heads) {
        rows.add(List.of(heads));
    }

    /// Adds a row of as many cells as there are heads.
    public Table row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells for " + rows.getFirst().size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    @Override
    public String toString() {
        var out = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            append(out, rows.get(row), " ");
            if (row == 0) {
                append(out, rows.getFirst().stream().map(_ -> "").toList(), "-");
            }
        }
        return out.toString();
    }

    private void append(StringBuilder out, List<String> cells, String fill) {
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            String space = fill.repeat(width(column) - cell.length());
            out.append("|")
                    .append(fill)
                    .append(column == 0 ? cell + space : space + cell)
                    .append(fill);
        }
        out.append("|\n");
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElseThrow();
    }
}
