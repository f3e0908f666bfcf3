package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The memory of a machine that waits is copied to a file, and two machines go on from it: each with random numbers of its own. A test's name begins with its row of the
/// table in `docs/security.md`.
final class CopiesTest {
    /// The probe's check, with an address outside.
    private static final String[] CHECK = {"copy", "10.0.2.2"};

    /// What a copy begins.
    private static final int CONNECTIONS = 8;

    @TempDir Path directory;

    /// A connection's numbers are apart by what its clock is ahead, of 23 random bits, and by the time between the two copies' connections.
    @Test
    @DisplayName(
            "row 8: two copies of one machine have different random numbers, and begin the same connections with different sequence numbers")
    void numbers() throws Exception {
        List<Copied> both = copiesOf(Guest.usual());
        Copied one = both.getFirst();
        Copied other = both.getLast();
        for (int i = 0; i < one.random().size(); i++) {
            assertNotEquals(one.random().get(i), other.random().get(i));
        }
        assertEquals(CONNECTIONS, one.sequences().size());
        assertEquals(one.sequences().keySet(), other.sequences().keySet());
        List<Long> ours = List.copyOf(one.sequences().values());
        List<Long> theirs = List.copyOf(other.sequences().values());
        boolean apart = false;
        for (int i = 0; i < CONNECTIONS; i++) {
            apart |= Math.abs((int) (ours.get(i) - theirs.get(i))) > 1 << 19;
        }
        assertTrue(apart, () -> one.sequences() + " and " + other.sequences());
    }

    @Test
    @DisplayName("row 8: copies without random numbers of the processor share none of 16 octets")
    void numbersOfTheDevice() throws Exception {
        List<Copied> both = copiesOf(Guest.withDeviceOnly());
        for (int i = 1; i < both.getFirst().random().size(); i++) {
            assertNotEquals(both.getFirst().random().get(i), both.getLast().random().get(i));
        }
    }

    @Test
    @DisplayName(
            "row 8: two copies of a server answer the same TLS greeting with different random numbers and keys")
    void tls() throws Exception {
        Guest server = Guest.usual().of("examples/https").booted("net.ipv4=10.0.2.15/24");
        Path copy = copy(server.withNetwork(), "listening on port 8443");
        byte[] greeting = ServerHello.greeting();
        ServerHello one = answer(server, copy, greeting);
        ServerHello other = answer(server, copy, greeting);
        assertNotEquals(one.random(), other.random());
        assertNotEquals(one.rest(), other.rest(), "key");
    }

    /// What a machine says that goes on from `copy`.
    private ServerHello answer(Guest server, Path copy, byte[] greeting) throws Exception {
        int port = Host.freePort();
        try (Session _ = incoming(server.withForward(port, 8443), copy).start()) {
            go();
            return ServerHello.to(greeting, port);
        }
    }

    /// What a copy has told: random numbers of 8, 16, 32 and 64 octets, and the initial sequence numbers of its connections by their ports.
    private record Copied(List<String> random, Map<Integer, Long> sequences) {}

    private List<Copied> copiesOf(Guest guest) throws Exception {
        Path copy = copy(guest.withNetwork(), "copy me", CHECK);
        return List.of(copied(guest, copy), copied(guest, copy));
    }

    private Copied copied(Guest guest, Path copy) throws Exception {
        Path capture = directory.resolve("capture-of-a-copy");
        try (Session session = incoming(guest.withNetwork(capture), copy).start(CHECK)) {
            go();
            session.in().write("go on\n".getBytes(StandardCharsets.US_ASCII));
            session.in().flush();
            Transcript ended = Guest.ended(session);
            List<String> lines =
                    ended.out().lines().filter(line -> line.matches("\\d+ [0-9a-f]+")).toList();
            assertEquals(4, lines.size(), ended::toString);
            return new Copied(lines, Opening.sequences(Capture.frames(capture)));
        }
    }

    /// Starts `guest` and copies its memory to a file once it has said `ready`.
    private Path copy(Guest guest, String ready, String... words) throws Exception {
        Path socket = directory.resolve("monitor");
        Path copy = directory.resolve("copy");
        try (Session session = guest.withMonitor(socket).start(words)) {
            session.awaitOut(ready);
            try (Monitor monitor = Monitor.open(socket)) {
                monitor.ask("stop");
                monitor.ask("migrate \"exec:cat > " + copy + "\"");
                assertTrue(monitor.ask("info migrate").contains("completed"));
            }
        }
        return copy;
    }

    /// A machine that goes on from a copy, when it has been told to ([#go]).
    private Guest incoming(Guest guest, Path copy) throws IOException {
        Files.deleteIfExists(incomingMonitor());
        return guest.with(List.of("-incoming", "exec:cat " + copy)).withMonitor(incomingMonitor());
    }

    private Path incomingMonitor() {
        return directory.resolve("monitor-of-a-copy");
    }

    /// A copy begins as it was made: stopped.
    private void go() throws IOException, InterruptedException {
        try (Monitor monitor = Monitor.open(incomingMonitor())) {
            long end = System.nanoTime() + Session.LIMIT.toNanos();
            while (monitor.ask("info status").contains("inmigrate")) {
                assertTrue(System.nanoTime() < end, "the copy does not arrive");
                Thread.sleep(20);
            }
            monitor.ask("cont");
        }
    }
}
