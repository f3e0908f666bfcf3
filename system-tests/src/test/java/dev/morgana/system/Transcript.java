package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/// A command that has ended: its words, its exit status, and what it printed.
record Transcript(List<String> words, int status, String out, String err) {

    Transcript assertStatus(int expected) {
        assertEquals(expected, status, this::toString);
        return this;
    }

    Transcript assertOut(String expected) {
        assertEquals(expected, out, this::toString);
        return this;
    }

    Transcript assertOutContains(String part) {
        assertTrue(out.contains(part), () -> "stdout lacks '" + part + "': " + this);
        return this;
    }

    Transcript assertErrContains(String part) {
        assertTrue(err.contains(part), () -> "stderr lacks '" + part + "': " + this);
        return this;
    }

    /// The last line on stderr, where the tool says how it ended.
    String lastLine() {
        return err.lines().filter(line -> !line.isBlank()).reduce((_, line) -> line).orElse("");
    }

    /// Whether the last line says that the status is the tool's own and not the program's.
    boolean isTheTools() {
        return lastLine().contains("status " + status + " is the tool's");
    }

    @Override
    public String toString() {
        return String.join(" ", words)
                + "\n--- exit status "
                + status
                + "\n--- stdout\n"
                + out
                + "\n--- stderr\n"
                + err
                + "\n---";
    }
}
