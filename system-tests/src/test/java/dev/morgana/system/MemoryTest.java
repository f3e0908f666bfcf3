package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What memory a machine has, and what becomes of it.
final class MemoryTest {
    @Test
    void countersFollowWhatHappens() throws Exception {
        List<String> lines =
                Morgana.probe(List.of("--net", "none", "--memory", "64M"), "memory-counters")
                        .assertStatus(0)
                        .out()
                        .lines()
                        .toList();
        Figures before = Figures.of(lines.get(0));
        Figures after = Figures.of(lines.get(1));
        for (Figures figures : List.of(before, after)) {
            assertTrue(figures.get("total") < 64L << 20, figures::toString);
            assertTrue(figures.get("free") < figures.get("total"), figures::toString);
            assertTrue(figures.get("heapMaximum") < figures.get("total"), figures::toString);
            assertTrue(figures.get("heapUsed") <= figures.get("heapCommitted"), figures::toString);
        }
        assertEquals(before.get("total"), after.get("total"));
        assertTrue(after.get("heapUsed") >= 1 << 20, after::toString);
        assertEquals(before.get("fullCollections") + 1, after.get("fullCollections"));
        assertTrue(after.get("collectionNanos") > before.get("collectionNanos"), after::toString);
    }

    /// Each manner of filling the heap needs something else of the collector: see the check.
    @ParameterizedTest
    @ValueSource(strings = {"24M", "64M"})
    void aFullHeapIsAnErrorAndTheMachineGoesOn(String memory) throws Exception {
        Transcript ended =
                Morgana.probe(List.of("--net", "none", "--memory", memory), "exhaust", "20", "all")
                        .assertStatus(0);
        List<String> lines = ended.out().lines().toList();
        assertEquals(20, lines.size(), ended::toString);
        for (String line : lines) {
            assertTrue(line.matches("\\d+ \\w+ java.lang.OutOfMemoryError"), ended::toString);
        }
    }

    @Test
    void severalThreadsFillTheHeapTogether() throws Exception {
        Transcript ended =
                Morgana.probe(List.of("--net", "none", "--memory", "64M"), "exhaust-threads", "8")
                        .assertStatus(0);
        assertEquals("java.lang.OutOfMemoryError\n".repeat(8), ended.out());
    }

    @Test
    void muchMoreThanTheMachineHasIsAllocated() throws Exception {
        Morgana.probe(List.of("--net", "none", "--memory", "64M"), "churn", "1024")
                .assertStatus(0)
                .assertOutContains("churned 1024 MB, sum ");
    }

    /// What a machine holds after the same work again and again.
    @Test
    @Tag("soak")
    void theSameWorkNeedsTheSameMemory() throws Exception {
        List<Figures> rounds =
                Morgana.probe(List.of("--net", "none", "--memory", "64M"), "memory-flat", "60")
                        .assertStatus(0)
                        .out()
                        .lines()
                        .map(Figures::of)
                        .toList();
        assertEquals(60, rounds.size());
        Figures early = rounds.get(9);
        Figures late = rounds.getLast();
        assertTrue(late.get("heapUsed") <= early.get("heapUsed") + (1 << 20), rounds::toString);
        assertTrue(late.get("free") >= early.get("free") - (1 << 20), rounds::toString);
    }

    /// The counters as they were printed.
    private record Figures(Map<String, Long> byName) {
        private static final Pattern FIGURE = Pattern.compile("(\\w+)=(\\d+)");

        static Figures of(String line) {
            return new Figures(
                    FIGURE.matcher(line)
                            .results()
                            .collect(
                                    Collectors.toMap(
                                            m -> m.group(1), m -> Long.parseLong(m.group(2)))));
        }

        long get(String name) {
            return Objects.requireNonNull(byName.get(name), name);
        }
    }
}
