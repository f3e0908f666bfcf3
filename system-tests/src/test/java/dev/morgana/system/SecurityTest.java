package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a booted image forbids. A test's name begins with its row of the table in `docs/security.md`; rows 7 and 8, and row 6's values, are `UnpredictabilityTest` and `CopiesTest`.
final class SecurityTest {
    private static final int FAULT = 125;

    /// Above every register of a device.
    private static final long DEVICES_END = 1L << 32;

    private static final long DEVICES = 0xf000_0000L;

    @TempDir Path directory;

    @Test
    @DisplayName("row 1: no segment of the image is writable and executable")
    void segments() throws Exception {
        Morgana.build(Morgana.PROBE);
        List<Segment> segments = Segment.of(Morgana.image(Morgana.PROBE));
        assertTrue(segments.stream().anyMatch(Segment::executable), segments::toString);
        for (Segment segment : segments) {
            assertFalse(segment.writable() && segment.executable(), segment::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName(
            "rows 1, 2 and 3: no page is writable and executable, page zero is absent, page tables cannot be reached, and none of that changes under load")
    void pages(int cpus) throws Exception {
        Path socket = directory.resolve("monitor");
        Guest guest = Guest.usual().withMonitor(socket).withProcessors(cpus);
        try (Session session = guest.start("load", "40")) {
            session.awaitOut("loading");
            try (Monitor monitor = Monitor.open(socket)) {
                Seal early = Seal.checked(monitor, cpus);
                session.awaitOut("loaded");
                assertEquals(early, Seal.checked(monitor, cpus));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x0", "0x8", "0xfff8"})
    @DisplayName("row 2: page zero cannot be read")
    void pageZero(String address) throws Exception {
        assertFault(Guest.usual().run("read", address), "the zero page: a null pointer");
    }

    @Test
    @DisplayName("row 3: a page table cannot be written where it lies in physical memory")
    void pageTable() throws Exception {
        Path socket = directory.resolve("monitor");
        assertFault(
                whenTold(
                        "write-when-told",
                        socket,
                        monitor -> "0x" + Long.toHexString(Mapping.register(monitor, "CR3"))),
                "not mapped");
    }

    @Test
    @DisplayName("rows 3 and 4: memory is mapped low only where it is used")
    void lowMemory() throws Exception {
        Path socket = directory.resolve("monitor");
        Morgana.build(Morgana.PROBE);
        List<Segment> image =
                Segment.of(Morgana.image(Morgana.PROBE)).stream().filter(Segment::isLow).toList();
        try (Session session = Guest.usual().withMonitor(socket).start("wait")) {
            session.awaitOut("waiting");
            try (Monitor monitor = Monitor.open(socket)) {
                for (Mapping page : Mapping.all(monitor)) {
                    boolean low = page.isBetween(0, Mapping.MANAGED);
                    boolean device = page.isBetween(DEVICES, DEVICES_END);
                    boolean ofImage = image.stream().anyMatch(part -> part.holds(page.address()));
                    assertTrue(!low || device || ofImage, page::toString);
                }
            }
        }
        long first = image.stream().mapToLong(Segment::address).min().orElseThrow();
        assertFault(Guest.usual().run("write", "0x100000"), "not mapped");
        assertFault(
                Guest.usual().run("write", "0x" + Long.toHexString(first - 4096)), "not mapped");
    }

    @Test
    @DisplayName("row 4: code, constants and read-only objects cannot be written")
    void readOnly() throws Exception {
        Morgana.build(Morgana.PROBE);
        for (Segment segment : Segment.of(Morgana.image(Morgana.PROBE))) {
            if (segment.isLow() && !segment.writable()) {
                assertFault(Guest.usual().run("write", segment.start()), "read-only");
            }
        }
        Path socket = directory.resolve("monitor");
        assertFault(
                whenTold(
                        "write-when-told",
                        socket,
                        monitor ->
                                first(
                                        monitor,
                                        page ->
                                                page.isBetween(Mapping.HEAP, Mapping.WINDOW)
                                                        && !page.writable())),
                "read-only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"heap", "block", "stack"})
    @DisplayName("row 4: heap, native memory and stack cannot be executed")
    void notExecutable(String where) throws Exception {
        assertFault(Guest.usual().run("execute", where), "not code");
    }

    @Test
    @DisplayName("row 4: data, constants and the image heap cannot be executed")
    void imageNotExecutable() throws Exception {
        Morgana.build(Morgana.PROBE);
        for (Segment segment : Segment.of(Morgana.image(Morgana.PROBE))) {
            if (segment.isLow() && !segment.executable()) {
                assertFault(Guest.usual().run("execute", segment.start()), "not code");
            }
        }
        Path socket = directory.resolve("monitor");
        assertFault(
                whenTold(
                        "execute-when-told",
                        socket,
                        monitor ->
                                first(
                                        monitor,
                                        page -> page.isBetween(Mapping.HEAP, Mapping.WINDOW))),
                "not code");
    }

    @Test
    @DisplayName("row 4: what lies behind the image cannot be read")
    void behindTheImage() throws Exception {
        Morgana.build(Morgana.PROBE);
        Segment last =
                Segment.of(Morgana.image(Morgana.PROBE)).stream()
                        .filter(Segment::isLow)
                        .reduce((_, segment) -> segment)
                        .orElseThrow();
        assertFault(Guest.usual().run("read", last.end()), "not mapped");
        assertFault(Guest.usual().run("read", "0x7fffffff0000"), "not mapped");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "row 5: a full stack of each kind of thread is an error that is caught, and its neighbours keep their content")
    void stacks(Where where) throws Exception {
        Transcript ended = where.probe("stack-overflows").assertStatus(0);
        String round =
                """
                main: java.lang.StackOverflowError
                platform: java.lang.StackOverflowError
                virtual: java.lang.StackOverflowError
                """;
        var expected = new StringBuilder(round.repeat(3));
        for (int i = 0; i < 8; i++) {
            expected.append("neighbour ").append(i).append(": true\n");
        }
        ended.assertOut(expected.toString());
    }

    /// The address that a test finds out by the monitor.
    private interface Question {
        String ask(Monitor monitor) throws IOException;
    }

    /// Boots the probe on a check that waits for an address, and tells it what `question` finds.
    private static Transcript whenTold(String check, Path socket, Question question)
            throws IOException, InterruptedException {
        try (Session session = Guest.usual().withMonitor(socket).start(check)) {
            session.awaitOut("tell me");
            try (Monitor monitor = Monitor.open(socket)) {
                session.in()
                        .write((question.ask(monitor) + "\n").getBytes(StandardCharsets.US_ASCII));
                session.in().flush();
                return Guest.ended(session);
            }
        }
    }

    private static String first(Monitor monitor, Predicate<Mapping> wanted) throws IOException {
        return Mapping.all(monitor).stream().filter(wanted).findFirst().orElseThrow().hex();
    }

    private static void assertFault(Transcript ended, String explanation) {
        ended.assertStatus(FAULT).assertOutContains(explanation);
        assertFalse(ended.out().contains("nothing forbids it"), ended::toString);
    }
}
