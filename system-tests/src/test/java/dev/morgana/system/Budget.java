package dev.morgana.system;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/// What the image of an example may have, a row of the table in `docs/sizes.md`.
///
/// @param bytes of the file
/// @param memory that it runs in, as `10M`, or empty
record Budget(String example, long bytes, String memory) {
    /// By how much an image may be larger, so that not each small change touches the table.
    private static final double TOLERANCE = 1.03;

    private static final String EXAMPLES = "examples/";

    /// All of them.
    static List<Budget> all() throws IOException {
        return Files.readAllLines(Morgana.ROOT.resolve("docs/sizes.md")).stream()
                .filter(line -> line.matches("\\| [a-z]+ \\|.*"))
                .map(Budget::parse)
                .toList();
    }

    /// That of an application, if it is an example of the table.
    static Optional<Budget> of(String application) throws IOException {
        return all().stream()
                .filter(budget -> application.equals(EXAMPLES + budget.example))
                .findFirst();
    }

    private static Budget parse(String row) {
        String[] cells = row.split("\\s*\\|\\s*", -1);
        return new Budget(cells[1], Long.parseLong(cells[2].replace(",", "")), cells[3]);
    }

    /// With more bytes its build fails.
    long most() {
        return (long) (bytes * TOLERANCE);
    }
}
