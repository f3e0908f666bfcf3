package dev.morgana.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.machine.Machine.End;
import dev.morgana.machine.Machine.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The booted machine with several CPUs: they run side by side, and what one takes away is gone on all.
class CpusTest {
    private static final int FAULT = (0x7d << 1 | 1) & 255;

    private static End run(int cpus, String mode) throws Exception {
        Options options = new Options();
        options.cpus = cpus;
        return Machine.run("-- " + mode, options);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void threadsRunSideBySide(int cpus) throws Exception {
        End end = run(cpus, "cpus together");
        assertEquals("cpus " + cpus + "\nside by side\n", end.output(), end.toString());
    }

    @Test
    void moreCpusThanAreUsedDoNoHarm() throws Exception {
        assertEquals("cpus 8\nside by side\n", run(10, "cpus together").output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"q35", "pc"})
    void otherMachinesHaveSeveralCpusToo(String machine) throws Exception {
        Options options = new Options();
        options.machine = machine;
        options.cpus = 2;
        assertEquals("cpus 2\nside by side\n", Machine.run("-- cpus together", options).output());
    }

    @Test
    void withoutAListOfCpusThereIsOne() throws Exception {
        Options options = new Options();
        options.machine += ",acpi=off";
        options.cpus = 2;
        assertEquals("cpus 1\n", Machine.run("-- cpus count", options).output());
    }

    /// Fails when the other CPU is not told: then it reads the page's old content.
    @Test
    void aPageThatIsTakenAwayIsGoneOnTheOtherCpu() throws Exception {
        assertEquals("flushed\n", run(2, "cpus flushes").output());
    }

    /// Fails when the other CPU is not told: then it can still write.
    @Test
    void aPageThatIsProtectedIsSoOnTheOtherCpu() throws Exception {
        End end = run(2, "cpus protects");
        assertEquals(FAULT, end.status(), end.toString());
        assertTrue(end.control().matches("(?s).*fault write to 0x\\p{XDigit}+: read-only\n"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void memoryLocksAndThreadsHoldOnAllCpus(int cpus) throws Exception {
        assertEquals("stress ok\n", run(cpus, "cpus stress").output());
    }

    @ParameterizedTest
    @CsvSource({"ping, ping ok", "preempt, preempted", "state, registers ok", "dma, dma ok"})
    void whatHoldsOnOneCpuHoldsOnTwo(String mode, String line) throws Exception {
        assertEquals(line + "\n", run(2, mode).output());
    }

    /// The report comes from the second CPU, whole, while the others hold and want every lock.
    @ParameterizedTest
    @CsvSource({
        "2, write-text, read-only",
        "2, execute-stack, not code",
        "2, stack, the guard below the thread's stack",
        "2, write-root-table, not mapped",
        "4, null, the zero page: a null pointer",
        "4, panic, as the program asked"
    })
    void faultsOnTheSecondCpuAreReported(int cpus, String mode, String explanation)
            throws Exception {
        End end = run(cpus, "cpus fault " + mode);
        assertEquals(FAULT, end.status(), end.toString());
        assertTrue(end.control().contains(explanation), end.control());
        assertTrue(end.errors().contains(", cpu 1\n"), end.errors());
        assertTrue(end.errors().endsWith("end of the report\n"), end.errors());
        assertFalse(end.errors().contains("inside the report"), end.errors());
    }
}
