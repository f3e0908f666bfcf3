package dev.morgana.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/// Tables as text.
final class TableTest {
    @Test
    void alignsColumns() {
        Table table = new Table("what", "ms").row("a", "1234.5").row("longer", "2");
        assertEquals(
                """
                | what   |     ms |
                |--------|--------|
                | a      | 1234.5 |
                | longer |      2 |
                """,
                table.toString());
    }

    @Test
    void rowsAreComplete() {
        assertThrows(IllegalArgumentException.class, () -> new Table("a", "b").row("1"));
    }
}
