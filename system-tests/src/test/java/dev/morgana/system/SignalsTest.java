package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Signals to the command stop the program in the image, and nothing is ever left behind.
@ParameterizedClass
@EnumSource
record SignalsTest(Where where) {
    @Test
    void interruptRunsShutdownHooks() throws Exception {
        Transcript ended =
                stopped("hook", "INT").assertStatus(130).assertOut("waiting\nhook ran\n");
        assertTrue(ended.lastLine().contains("Ctrl-C") && ended.isTheTools(), ended::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP"})
    void otherSignalsRunShutdownHooksToo(String signal) throws Exception {
        stopped("hook", signal).assertOut("waiting\nhook ran\n");
    }

    @Test
    void aProgramWithoutHooksStopsToo() throws Exception {
        stopped("wait", "INT").assertStatus(130).assertOut("waiting\n");
    }

    @Test
    void aHookThatStaysIsCutOff() throws Exception {
        stopped("stubborn", "INT").assertStatus(130).assertOutContains("hook stays\n");
    }

    @Test
    void aSecondInterruptKills() throws Exception {
        String mark = mark();
        try (Session session = startMarked(mark, "stubborn")) {
            session.awaitOut("waiting\n").signal("INT").awaitOut("hook stays\n").signal("INT");
            session.end().assertStatus(130);
        }
        Host.awaitNoProcessWith(mark);
    }

    @Test
    void theDeathOfTheLauncherStopsTheMachine() throws Exception {
        String mark = mark();
        try (Session session = startMarked(mark, "wait")) {
            session.awaitOut("waiting\n");
            assertFalse(Host.processesWith(mark).isEmpty(), "no process carries the mark");
            session.signal("KILL").end();
        }
        Host.awaitNoProcessWith(mark);
    }

    private Transcript stopped(String check, String signal) throws Exception {
        String mark = mark();
        Transcript ended;
        try (Session session = startMarked(mark, check)) {
            ended = session.awaitOut("waiting\n").signal(signal).end();
        }
        assertEquals(List.of(), Host.processesWith(mark));
        return ended;
    }

    private static String mark() {
        return "morgana-test-" + UUID.randomUUID();
    }

    /// The mark is a system property, on the command line of QEMU or the process and on the tool's.
    private Session startMarked(String mark, String check) throws Exception {
        List<String> options = List.of("--net", "none", "-D", "mark=" + mark);
        return where.startProbe(options, check).awaitErr(Session.REACHED);
    }
}
