package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Many connections at a time and one after the other, from Linux's own TCP on a TAP device in a network namespace: QEMU's user network would
/// be the first to fall short.
@Tag("soak")
final class ConnectionsTest {
    /// Memory that may be in use in addition after the same work again, in KB: what collections of young objects leave.
    private static final int MORE = 4096;

    /// Octets of a connection that is gone, or of a request, that would be a leak.
    private static final int LEAK = 256;

    /// Most records of connections in TIME-WAIT: `TcpParameters`.
    private static final int TIME_WAITS = 4096;

    /// Boots the web example and lets [ConnectionsPeer] ask it; the JDK's server keeps all idle connections, for as long as the test takes.
    private static String ask(Where where, String memory, String... words) throws Exception {
        try (Namespace linux = Namespace.create()) {
            linux.addTap("tap0");
            List<String> line =
                    List.of(
                            "--net",
                            "tap:tap0",
                            "--boot",
                            "net.ipv4=10.1.0.1/24",
                            "--memory",
                            memory,
                            "-D",
                            "sun.net.httpserver.maxIdleConnections=2000",
                            "-D",
                            "sun.net.httpserver.idleInterval=600");
            try (Session session = linux.morgana(where.words("examples/web", line))) {
                session.awaitOut("listening on port 8080\n");
                String[] arguments = new String[words.length + 1];
                arguments[0] = "10.1.0.1";
                System.arraycopy(words, 0, arguments, 1, words.length);
                String told = linux.java(ConnectionsPeer.class, arguments);
                System.out.print(told);
                return told;
            }
        }
    }

    /// In 64 MB the heap of a process is full before the thousandth connection.
    @ParameterizedTest
    @CsvSource({"QEMU, 64M", "PROCESS, 128M"})
    void aThousandIdle(Where where, String memory) throws Exception {
        String told = ask(where, memory, "idle", "1000", "20");
        Matcher line =
                Pattern.compile(
                                "idle 1000 for 20 s, alive 1000, another client: (\\d+) requests, slowest \\d+ ms\n")
                        .matcher(told);
        assertTrue(line.matches(), told);
        assertTrue(Integer.parseInt(line.group(1)) > 20, told);
    }

    @ParameterizedTest
    @EnumSource
    void twentyThousandShort(Where where) throws Exception {
        assertFlat(20_000, ask(where, "64M", "short", "20000"));
    }

    @ParameterizedTest
    @EnumSource
    void hundredThousandRequests(Where where) throws Exception {
        assertFlat(100_000, ask(where, "64M", "requests", "100000"));
    }

    /// No request failed, and nothing has become more: the heap's part in use, the machine's memory beside the heap, sockets, TCP's buffers.
    /// Rows vary by what the last collection left, so the best counts: for the heap, of the two after the start, which has no records of connections
    /// yet, and of the last three.
    private static void assertFlat(int count, String told) {
        assertTrue(told.endsWith("failures 0\n"), told);
        List<Row> rows = told.lines().filter(line -> line.matches("\\d.*")).map(Row::of).toList();
        assertEquals(6, rows.size(), told);
        Row first = rows.getFirst();
        List<Row> last = rows.subList(3, 6);
        int more = Math.max(MORE, count / 5 * 2 * LEAK / 1024);
        assertTrue(least(last, Row::used) <= least(rows.subList(1, 3), Row::used) + more, told);
        assertTrue(-least(last, row -> -row.beside()) >= first.beside() - more, told);
        assertTrue(least(last, Row::open) <= first.open(), told);
        assertTrue(least(last, Row::buffers) <= first.buffers() + MORE / 4, told);
        assertTrue(least(last, Row::connections) <= first.connections() + TIME_WAITS, told);
    }

    private static long least(List<Row> rows, ToLongFunction<Row> figure) {
        return rows.stream().mapToLong(figure).min().orElseThrow();
    }

    /// What [ConnectionsPeer] has seen of the machine; memory in KB.
    ///
    /// @param beside that is neither in use nor the heap's
    /// @param connections of TCP, those in TIME-WAIT included
    /// @param buffers of TCP
    /// @param open sockets
    private record Row(long used, long beside, long connections, long buffers, long open) {
        static Row of(String line) {
            long[] figures =
                    Arrays.stream(line.strip().split(" +", -1))
                            .mapToLong(Long::parseLong)
                            .toArray();
            return new Row(figures[1], figures[2] + figures[3], figures[4], figures[5], figures[6]);
        }
    }
}
