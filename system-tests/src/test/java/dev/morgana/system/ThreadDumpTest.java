package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A program that is asked for its threads prints them all on standard error and goes on.
final class ThreadDumpTest {
    private static final String END = "Full thread dump ends.\n";

    @ParameterizedTest
    @EnumSource
    void showsThreadsOfEachKindWithStateAndStack(Where where) throws Exception {
        String dump = dumps(where, 1);
        assertShows(dump, "\"main\" #\\d+ prio=5", "TIMED_WAITING|WAITING", "park");
        assertShows(
                dump, "\"platform sleeper\" #\\d+ daemon prio=5", "TIMED_WAITING", "sleepForEver");
        assertShows(dump, "\"blocked\" #\\d+ daemon prio=5", "BLOCKED", "lock");
        assertShows(dump, "\"virtual waiter\" #\\d+ virtual", "WAITING", "waitForEver");
        assertShows(dump, "\"\" #\\d+ virtual", "WAITING", "parkForEver");
        assertFalse(dump.contains("ended before"), dump);
    }

    @ParameterizedTest
    @EnumSource
    void canBeRepeated(Where where) throws Exception {
        dumps(where, 3);
    }

    @Test
    void theQuitKeyOfATerminalAsksForIt() throws Exception {
        Morgana.build(Morgana.PROBE);
        // `exec`: a shell that waits for its command is ended by the key, too.
        String command =
                "exec ./morgana run " + Morgana.PROBE + " --target qemu --net none -- threads";
        // A shell that runs tests in the background has them ignore both.
        String untouched = "--default-signal=INT,QUIT";
        Process terminal =
                new ProcessBuilder("env", untouched, "script", "-qec", command, "/dev/null")
                        .directory(Morgana.ROOT.toFile())
                        .start();
        try (Session session = new Session(List.of(command), terminal)) {
            session.awaitOut("waiting\r\n");
            session.in().write(0x1c);
            session.in().flush();
            session.awaitOut(END.replace("\n", "\r\n"));
            session.in().write(3);
            session.in().flush();
            session.end().assertStatus(130).assertOutContains("hook ran\r\n");
        }
    }

    /// What comes on standard error when the program is asked so often, one time after the other.
    private static String dumps(Where where, int times) throws Exception {
        try (Session session = where.startProbe(List.of("--net", "none"), "threads")) {
            session.awaitOut("waiting\n");
            for (int i = 1; i <= times; i++) {
                session.signal("USR1").awaitErr(END, i);
            }
            session.signal("INT");
            return session.end().assertStatus(130).assertOut("waiting\nhook ran\n").err();
        }
    }

    /// Looks for the paragraph of a thread whose first line is `head`.
    private static void assertShows(String dump, String head, String state, String method) {
        String paragraph =
                "(?s).*(?m:^)"
                        + head
                        + "\n   java.lang.Thread.State: ("
                        + state
                        + ")\n(\tat [^\n]+\n)*?\tat dev\\.morgana\\.probe\\.ProcessChecks\\."
                        + method
                        + "\\([^\n]*\n.*";
        assertTrue(dump.matches(paragraph), () -> head + " in " + dump);
    }
}
