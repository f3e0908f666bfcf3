package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Many connections at a time and one after the other, from Linux's own TCP on a TAP device in a network namespace: QEMU's user network would
/// be the first to fall short.
@Tag("soak")
final class ConnectionsTest {
    /// Heap in use that may come in addition to what was in use at first, in KB: less than 256 octets for a connection that is gone.
    private static final int MORE = 4096;

    /// Boots the web example and lets [ConnectionsPeer] ask it; the JDK's server keeps all idle connections, for as long as the test takes.
    private static String ask(String memory, String... words) throws Exception {
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
            try (Session session = linux.morgana(Where.PROCESS.words("examples/web", line))) {
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

    @Test
    void aThousandIdle() throws Exception {
        String told = ask("128M", "idle", "1000", "20");
        assertTrue(told.startsWith("idle 1000 for 20 s, alive 1000,"), told);
    }

    @Test
    void twentyThousandShort() throws Exception {
        assertFlat(ask("64M", "short", "20000"));
    }

    @Test
    void hundredThousandRequests() throws Exception {
        assertFlat(ask("64M", "requests", "100000"));
    }

    /// No request failed, and little more is in use than at first. Rows vary by what the last collection left, so the least of the last three counts.
    private static void assertFlat(String told) {
        assertTrue(told.endsWith("failures 0\n"), told);
        List<Long> used =
                told.lines()
                        .filter(line -> line.matches("\\d.*"))
                        .map(ConnectionsTest::used)
                        .toList();
        long least = Collections.min(used.subList(used.size() - 3, used.size()));
        assertTrue(least <= used.getFirst() + MORE, told);
    }

    private static long used(String row) {
        return Long.parseLong(row.strip().split(" +", -1)[1]);
    }
}
