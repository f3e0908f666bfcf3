package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What memory a machine or a process has, and what becomes of it.
final class MemoryTest {
    @ParameterizedTest
    @EnumSource
    void countersFollowWhatHappens(Where where) throws Exception {
        List<String> lines =
                where.probe(List.of("--net", "none", "--memory", "64M"), "memory-counters")
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

    /// By QEMU's plain line, which loads what lies within the memory and no more; the tool says so itself.
    @Test
    void memoryThatDoesNotHoldTheImageIsRefused() throws Exception {
        Guest.usual()
                .with(List.of("-m", "12M"))
                .run("memory-counters")
                .assertStatus(125)
                .assertOutContains("machine: too little memory: the image alone takes the first ");
    }

    /// Each manner of filling the heap needs something else of the collector: see the check.
    @ParameterizedTest
    @CsvSource({"QEMU, 24M, 1, 20", "QEMU, 64M, 1, 20", "QEMU, 24M, 2, 6", "PROCESS, 24M, 1, 20"})
    void aFullHeapIsAnErrorAndTheMachineGoesOn(Where where, String memory, int cpus, int times)
            throws Exception {
        Transcript ended =
                where.probe(Morgana.machine(memory, cpus), "exhaust", String.valueOf(times), "all")
                        .assertStatus(0);
        List<String> lines = ended.out().lines().toList();
        assertEquals(times, lines.size(), ended::toString);
        for (String line : lines) {
            assertTrue(line.matches("\\d+ \\w+ java.lang.OutOfMemoryError"), ended::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({"QEMU, 1", "QEMU, 2", "PROCESS, 1"})
    void severalThreadsFillTheHeapTogether(Where where, int cpus) throws Exception {
        Transcript ended =
                where.probe(Morgana.machine("64M", cpus), "exhaust-threads", "8").assertStatus(0);
        assertEquals("java.lang.OutOfMemoryError\n".repeat(8), ended.out());
    }

    /// The report of such an error needs memory too.
    @ParameterizedTest
    @EnumSource
    void virtualThreadsThatFindNoMemoryEndAlone(Where where) throws Exception {
        where.probe(List.of("--net", "none", "--memory", "64M"), "exhaust-virtual", "50")
                .assertStatus(0)
                .assertOut("ended 50\n");
    }

    /// By the method that the allocation is compiled into, whatever it holds.
    @ParameterizedTest
    @EnumSource
    void whatIsHeldWhereAnAllocationFailsIsGivenBack(Where where) throws Exception {
        where.probe(List.of("--net", "none", "--memory", "64M"), "allocation-fails")
                .assertStatus(0)
                .assertOut(
                        """
                        finally: given back
                        catch Throwable: given back
                        lambda expression: given back
                        boxed number: given back
                        array of arrays: given back
                        copy: given back
                        clone: given back
                        called method: given back
                        object made before: given back
                        synchronized block: given back
                        synchronized method: given back
                        """);
    }

    /// Frames, new connections and timers, while there is memory for nothing: what that stops half way depends on the moment, so once shows little.
    @RepeatedTest(20)
    @Tag("soak")
    void theNetworkOutlivesAFullHeap() throws Exception {
        int port = Host.freePort();
        List<String> options = List.of("--memory", "64M", "-p", port + ":7");
        try (Session session = Morgana.startProbe(options, "exhaust-serving", "7")) {
            session.awaitOut("listening\n");
            List<Echo> before = Echo.open(port, 10);
            for (int round = 1; round <= 3; round++) {
                session.in().write('f');
                session.in().flush();
                session.awaitOut("full\n", round);
                List<Echo> meanwhile = Echo.open(port, 10);
                for (Echo echo : before) {
                    echo.send("lost or not");
                }
                for (Echo echo : meanwhile) {
                    echo.send("heard or not");
                }
                session.in().write('e');
                session.in().flush();
                session.awaitOut("empty\n", round);
                for (Echo echo : before) {
                    echo.exchange("round " + round);
                }
                for (Echo echo : meanwhile) {
                    echo.close();
                }
                Echo.open(port, 1).getFirst().exchange("a new one");
            }
            session.endInput().end().assertStatus(0);
        }
    }

    /// A connection to a server that gives back what comes.
    private record Echo(Socket socket) {
        static List<Echo> open(int port, int count) throws IOException {
            List<Echo> opened = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                opened.add(new Echo(Client.connect(port)));
            }
            return opened;
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }

        /// Reads on until what was sent comes back, whatever comes before it.
        void exchange(String text) throws IOException {
            send("[" + text + "]");
            StringBuilder back = new StringBuilder();
            while (back.indexOf("[" + text + "]") < 0) {
                int octet = socket.getInputStream().read();
                assertTrue(octet >= 0, () -> "ended after '" + back + "'");
                back.append((char) octet);
            }
        }

        void close() throws IOException {
            socket.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void muchMoreThanTheMachineHasIsAllocated(Where where) throws Exception {
        where.probe(List.of("--net", "none", "--memory", "64M"), "churn", "1024")
                .assertStatus(0)
                .assertOutContains("churned 1024 MB, sum ");
    }

    /// What a machine holds after the same work again and again.
    @ParameterizedTest
    @EnumSource
    @Tag("soak")
    void theSameWorkNeedsTheSameMemory(Where where) throws Exception {
        List<Figures> rounds =
                where.probe(List.of("--net", "none", "--memory", "64M"), "memory-flat", "60")
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
