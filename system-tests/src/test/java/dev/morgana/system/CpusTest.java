package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A machine with several processors, as the program in the image sees them.
final class CpusTest {
    @TempDir private Path directory = Path.of("");

    private static Transcript probe(int cpus, String... words) throws Exception {
        return Morgana.probe(Morgana.machine("128M", cpus), words);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void theProgramHasTheProcessorsThatWereAskedFor(int cpus) throws Exception {
        probe(cpus, "processors").assertStatus(0).assertOut(cpus + "\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void threadsOfAllKindsRunSideBySide(int cpus) throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "this host has one processor");
        probe(cpus, "side-by-side")
                .assertStatus(0)
                .assertOut(
                        """
                        platform threads run side by side
                        virtual threads run side by side
                        a task of the common pool and its maker run side by side
                        the halves of a parallel stream run side by side
                        its sum is right
                        """);
    }

    @ParameterizedTest
    @CsvSource({"stack-overflow, 2", "stack-overflows, 4", "exceptions, 4", "text, 2"})
    void whatHoldsOnOneProcessorHoldsOnSeveral(String check, int cpus) throws Exception {
        String one = probe(1, check).assertStatus(0).out();
        probe(cpus, check).assertStatus(0).assertOut(one);
    }

    @Test
    void codeCannotBeWrittenWhileAnotherProcessorComputes() throws Exception {
        Morgana.build(Morgana.PROBE);
        Segment code =
                Segment.of(Morgana.image(Morgana.PROBE)).stream()
                        .filter(segment -> segment.executable() && segment.isLow())
                        .findFirst()
                        .orElseThrow();
        Transcript ended = probe(2, "cpu-fault", code.start());
        assertEquals(125, ended.status(), ended::toString);
        assertTrue(ended.err().contains("end of the report"), ended::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void aBitOfEverythingHolds(int cpus) throws Exception {
        soak(cpus, 5);
    }

    @Test
    @Tag("soak")
    void tenMinutesOnTwo() throws Exception {
        soak(2, 600);
    }

    @Test
    @Tag("soak")
    void oneMinuteOnFour() throws Exception {
        soak(4, 60);
    }

    /// The program checks what it does, says what that was and stays; then all is still sealed, and it ends in good order.
    private void soak(int cpus, int seconds) throws Exception {
        Path socket = directory.resolve("monitor");
        Guest guest = Guest.usual().withMonitor(socket).withProcessors(cpus);
        try (Session session = guest.start("cpu-soak", "12", String.valueOf(seconds))) {
            session.within(Session.LIMIT.plusSeconds(seconds)).awaitOut("seed ");
            try (Monitor monitor = Monitor.open(socket)) {
                Seal early = Seal.checked(monitor, cpus);
                session.awaitOut("soaked: ").awaitOut("SOCKET ");
                assertEquals(early, Seal.checked(monitor, cpus));
            }
            session.in().write('\n');
            session.in().flush();
            Transcript ended = Guest.ended(session).assertStatus(0);
            System.out.println(cpus + " processors: " + ended.out().replace("\n", " "));
        }
    }
}
