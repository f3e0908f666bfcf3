package dev.morgana.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OutcomeTest {
    private static Outcome outcome(Outcome.Cause cause, String... lines) {
        return outcome(cause, 1, lines);
    }

    private static Outcome outcome(Outcome.Cause cause, int qemuStatus, String... lines) {
        var control = new ControlChannel(nanos -> {});
        for (String line : lines) {
            control.take(line);
        }
        return Outcome.of(cause, 7, control.last(), qemuStatus, QemuTarget::silent);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 124, 125, 130, 255})
    void theProgramsStatusIsItsOwnWithoutAWord(int status) {
        assertEquals(
                new Outcome(status, Optional.empty()),
                outcome(Outcome.Cause.NONE, "boot 12", "exit " + status));
    }

    @Test
    void theToolsOwnStatusesSayThatTheyAre() {
        assertEquals(
                new Outcome(
                        64,
                        Optional.of(
                                "boot key net.ipv4: no address (status 64 is the tool's, not the program's)")),
                outcome(Outcome.Cause.NONE, "usage boot key net.ipv4: no address"));
        assertEquals(
                new Outcome(
                        125,
                        Optional.of(
                                "machine fault: page fault (status 125 is the tool's, not the program's)")),
                outcome(Outcome.Cause.NONE, "fault page fault"));
        assertEquals(
                new Outcome(
                        124,
                        Optional.of(
                                "the program was stopped after the 7 s of --timeout (status 124 is the tool's, not the program's)")),
                outcome(Outcome.Cause.TIMEOUT));
        assertEquals(
                new Outcome(
                        130,
                        Optional.of(
                                "stopped by Ctrl-C; the program ended with status 0 (status 130 is the tool's, not the program's)")),
                outcome(Outcome.Cause.INTERRUPT, "exit 0"));
        assertEquals(
                new Outcome(
                        143,
                        Optional.of(
                                "stopped by SIGTERM; the program did not end by itself (status 143 is the tool's, not the program's)")),
                outcome(Outcome.Cause.TERMINATE));
        assertEquals(129, outcome(Outcome.Cause.HANGUP).status());
        assertEquals(141, outcome(Outcome.Cause.OUTPUT_CLOSED).status());
    }

    @ParameterizedTest
    @CsvSource({"1, 125", "3, 1", "85, 42", "255, 127", "251, 125", "0, 125", "137, 68"})
    void withoutAWordFromTheMachineQemusStatusTells(int qemuStatus, int status) {
        assertEquals(status, outcome(Outcome.Cause.NONE, qemuStatus).status());
    }

    @Test
    void linesThatAreNoMessagesAreIgnored() {
        var boots = new ArrayList<Long>();
        var control = new ControlChannel(boots::add);
        for (String line :
                new String[] {
                    "",
                    "exit",
                    "exit x",
                    "exit 99999999999999999999",
                    "boot",
                    "boot -1",
                    "noise",
                    "boot 1500"
                }) {
            control.take(line);
        }
        assertEquals(Optional.empty(), control.last());
        assertEquals(java.util.List.of(1500L), boots);
    }
}
