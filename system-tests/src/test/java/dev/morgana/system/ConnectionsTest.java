package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
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
    private static final String SERVING = "system-tests/programs/Serving.java";

    /// Memory that may be in use in addition after the same work again, in KB: less than 50 octets of each connection between the second row and the last, 781 KB, and more
    /// than two chunks of the heap, of which its figure is a sum.
    private static final int MORE = 512;

    /// Most records of connections in TIME-WAIT: `TcpParameters`.
    private static final int TIME_WAITS = 4096;

    /// More octets than such a record takes, with its place in the tables.
    private static final int RECORD = 256;

    /// Boots a program and lets [ConnectionsPeer] ask it; the JDK's server keeps all idle connections, for as long as the test takes.
    private static String ask(Where where, String program, String memory, String... words)
            throws Exception {
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
            try (Session session = linux.morgana(where.words(program, line))) {
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
        String told = ask(where, "examples/web", memory, "idle", "1000", "20");
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
        assertFlat(ask(where, SERVING, "64M", "short", "20000"));
    }

    @ParameterizedTest
    @EnumSource
    void hundredThousandRequests(Where where) throws Exception {
        assertFlat(ask(where, SERVING, "64M", "requests", "100000"));
    }

    /// No request failed, and after the last of five parts nothing has become more than after the first: the heap's part in use, when the whole heap has just been
    /// collected, but for records of connections in TIME-WAIT, the machine's memory beside the heap, sockets, TCP's buffers.
    private static void assertFlat(String told) {
        assertTrue(told.endsWith("failures 0\n"), told);
        List<Row> rows = told.lines().filter(line -> line.matches("\\d.*")).map(Row::of).toList();
        assertEquals(6, rows.size(), told);
        Row first = rows.get(1);
        Row last = rows.getLast();
        long records = Math.max(0, last.connections() - first.connections());
        assertTrue(last.used() <= first.used() + MORE + records * RECORD / 1024, told);
        assertTrue(last.beside() >= first.beside() - MORE, told);
        assertTrue(last.open() <= first.open(), told);
        assertTrue(last.buffers() <= first.buffers() + MORE, told);
        assertTrue(last.connections() <= TIME_WAITS + last.open(), told);
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
