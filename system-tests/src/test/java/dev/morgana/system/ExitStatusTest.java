package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The exit status says how a program ended, and the last line tells the tool's statuses from the application's same numbers.
@ParameterizedClass
@EnumSource
record ExitStatusTest(Where where) {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 42, 64, 124, 125, 127, 128, 130, 200, 255})
    void systemExitIsTheStatus(int status) throws Exception {
        Transcript ended = where.probe("exit", String.valueOf(status)).assertStatus(status);
        assertFalse(ended.isTheTools(), ended::toString);
    }

    @Test
    void onlyTheLowByteCounts() throws Exception {
        where.probe("exit", "256").assertStatus(0);
        where.probe("exit", "-1").assertStatus(255);
    }

    @Test
    void haltEndsAtOnce() throws Exception {
        where.probe("halt", "7").assertStatus(7).assertOut("");
    }

    @Test
    void theReturnOfMainIsZero() throws Exception {
        where.probe("streams").assertStatus(0);
    }

    @Test
    void anUncaughtExceptionIsOne() throws Exception {
        Transcript ended = where.probe("throw").assertStatus(1).assertOut("");
        ended.assertErrContains(
                "Exception in thread \"main\" java.lang.IllegalStateException: thrown on purpose\n");
        assertTrue(
                ended.err()
                        .contains("\tat dev.morgana.probe.ProcessChecks.fail(ProcessChecks.java:"),
                ended::toString);
        assertTrue(
                ended.err().contains("\tat dev.morgana.probe.Main.main(Main.java:"),
                ended::toString);
    }

    @Test
    void anExceptionOfAnotherThreadEndsOnlyThatThread() throws Exception {
        where.probe("throw-elsewhere")
                .assertStatus(0)
                .assertOut("main goes on\n")
                .assertErrContains(
                        "Exception in thread \"elsewhere\" java.lang.IllegalStateException: thrown on purpose");
    }

    @Test
    void theTimeoutIs124() throws Exception {
        Transcript ended =
                where.probe(List.of("--net", "none", "--timeout", "3"), "wait")
                        .assertStatus(124)
                        .assertOutContains("waiting\n");
        assertTrue(ended.lastLine().contains("timeout") && ended.isTheTools(), ended::toString);
    }

    @Test
    void aMachineFaultIs125WithAReport() throws Exception {
        Transcript ended =
                where.probe("read", "16").assertStatus(125).assertOutContains("touching 16\n");
        ended.assertErrContains("rip").assertErrContains("rsp");
        ended.assertErrContains("dev.morgana.probe.MachineChecks")
                .assertErrContains("dev.morgana.probe.Main.main");
        assertTrue(ended.err().contains("machine fault") && ended.isTheTools(), ended::toString);
    }
}
