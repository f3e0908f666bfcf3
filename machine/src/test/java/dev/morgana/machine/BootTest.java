package dev.morgana.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.machine.Machine.End;
import dev.morgana.machine.Machine.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The booted machine: threads, memory, clocks, consoles, arguments and the ways it ends.
class BootTest {
    private static void prints(String mode, String... lines) throws Exception {
        End end = Machine.run("-- " + mode);
        assertEquals(List.of(lines), end.output().lines().toList(), end.toString());
        assertEquals("exit 0", end.control().lines().toList().getLast());
    }

    @Test
    void threadsHandOver() throws Exception {
        prints("ping", "ping ok");
    }

    @Test
    void waitsEndInTimeByEitherClock() throws Exception {
        prints("timed", "timed out in time", "timed out in time");
    }

    @Test
    void aSpinningThreadIsPreempted() throws Exception {
        prints("preempt", "preempted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"max", "Nehalem", "SandyBridge", "SandyBridge,-xsave"})
    void extendedStateSurvivesPreemption(String cpu) throws Exception {
        Options options = new Options();
        options.cpu = cpu;
        assertEquals("registers ok\n", Machine.run("-- state", options).output());
    }

    @Test
    void memoryIsPromisedOnlyWhileThereIsSome() throws Exception {
        End end = Machine.run("-- memory");
        List<String> lines = end.output().lines().toList();
        assertEquals("heap range ok", lines.get(0), end.toString());
        assertEquals(lines.subList(1, 3), lines.subList(3, 5), "all of it came back");
        assertTrue(number(lines.get(1)) > 97, end::toString);
        assertTrue(number(lines.get(2)) >= 33, end::toString);
        assertEquals(List.of("protect ok", "unmap ok"), lines.subList(5, lines.size()));
    }

    private static int number(String line) {
        return Integer.parseInt(line.replaceAll("\\D", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"16M", "64M"})
    void threadsEndWithAnErrorAndNotWithAFault(String memory) throws Exception {
        Options options = new Options();
        options.memory = memory;
        End end = Machine.run("-- threads", options);
        List<String> lines = end.output().lines().toList();
        assertEquals(4, lines.size(), end.toString());
        assertEquals("malloc still works", lines.get(1));
        assertEquals("malloc still works", lines.get(3));
        int first = Integer.parseInt(lines.get(0).replaceAll("\\D", ""));
        int second = Integer.parseInt(lines.get(2).replaceAll("\\D", ""));
        assertTrue(first > 200 && second > first * 9 / 10, lines.toString());
    }

    @Test
    void threadsThatUseTheirWholeStacksEndWithAnError() throws Exception {
        Options options = new Options();
        options.memory = "32M";
        End end = Machine.run("-- deep", options);
        assertEquals("exit 0", end.control().lines().toList().getLast(), end.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"q35", "pc"})
    void otherMachinesBootToo(String machine) throws Exception {
        Options options = new Options();
        options.machine = machine;
        assertEquals("ping ok\n", Machine.run("-- ping", options).output());
    }

    @Test
    void aCpuWithoutRandomInstructionsHasNoEntropy() throws Exception {
        Options options = new Options();
        options.cpu = "max,-rdrand,-rdseed";
        assertTrue(Machine.run("-- clocks", options).output().contains("no entropy"));
    }

    @Test
    void deviceMemoryIsZeroedAndAligned() throws Exception {
        prints("dma", "dma ok");
    }

    @Test
    void theClockKnowsTheTimeOfDay() throws Exception {
        End end = Machine.run("-- clocks");
        List<String> lines = end.output().lines().toList();
        assertEquals(List.of("clock ok", "entropy ok"), List.of(lines.get(0), lines.get(2)));
        long wall = Long.parseLong(lines.get(1).replaceAll("\\D", ""));
        long now = Instant.now().getEpochSecond();
        assertTrue(Math.abs(wall - now) < 200, wall + " instead of " + now);
    }

    @Test
    void withoutAClockTimeBeginsAtZero() throws Exception {
        Options options = new Options();
        options.machine = "microvm,isa-serial=on,rtc=off,pit=off,pic=off";
        List<String> lines = Machine.run("-- clocks", options).output().lines().toList();
        assertEquals(List.of("clock ok", "wall 0"), lines.subList(0, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"16M", "512M", "3G", "5G"})
    void bootsWithLittleAndMuchMemory(String memory) throws Exception {
        Options options = new Options();
        options.memory = memory;
        End end = Machine.run("-- clocks", options);
        List<String> lines = end.output().lines().toList();
        assertEquals("clock ok", lines.get(0), end.toString());
        long kilobytes = Long.parseLong(lines.get(3).replaceAll("\\D", ""));
        long unit = memory.endsWith("G") ? 1L << 20 : 1L << 10;
        long all = Long.parseLong(memory.replaceAll("\\D", "")) * unit;
        assertTrue(kilobytes > (all - 8192) * 68 / 100, kilobytes + " of " + all);
    }

    @Test
    void argumentsArriveExactly() throws Exception {
        End end =
                Machine.run(
                        "log.level=debug env.WHO=a%20b virtio_mmio.device=512@0xfeb00000:5 x"
                                + " -- arguments a%20b % -- %C3%A4 %25");
        assertEquals(
                List.of(
                        "[arguments]",
                        "[a b]",
                        "[]",
                        "[--]",
                        "[ä]",
                        "[%]",
                        "<log.level=debug>",
                        "<env.WHO=a b>",
                        "<x>",
                        "a b"),
                end.output().lines().toList());
    }

    @ParameterizedTest
    @CsvSource({
        "a%2,malformed",
        "virtio_mmio.device=512@0xfeb00000,virtio_mmio.device",
        "virtio_mmio.device=,virtio_mmio.device"
    })
    void aBadCommandLineIsAUsageError(String line, String complaint) throws Exception {
        End end = Machine.run(line);
        assertEquals((64 << 1 | 1) & 255, end.status());
        assertTrue(
                end.errors().startsWith("usage: ") && end.errors().contains(complaint),
                end.toString());
        assertTrue(end.control().startsWith("usage "), end.control());
    }

    @Test
    void aTooLongCommandLineIsAUsageError() throws Exception {
        assertTrue(Machine.run("-- " + "a".repeat(9000)).errors().contains("too long"));
        assertTrue(Machine.run("-- " + "a ".repeat(600)).errors().contains("too many words"));
    }

    @Test
    void statusesReachTheHost() throws Exception {
        End end = Machine.run("-- status 0");
        assertEquals(42 << 1 | 1, end.status());
        assertEquals("exit 42", end.control().lines().toList().getLast());
        assertEquals("exit 200", Machine.run("-- status 1").control().lines().toList().getLast());
        end = Machine.run("-- usage");
        assertEquals((64 << 1 | 1) & 255, end.status());
        assertEquals("usage net.ipv4: not an address\n", end.control());
    }

    @Test
    void streamsAreApart() throws Exception {
        End end = Machine.run("-- both");
        assertEquals("to out\n", end.output());
        assertEquals("to err\n", end.errors());
    }

    @Test
    void aPlainMachineUsesOneConsoleAndPowersOff() throws Exception {
        Options options = new Options();
        options.plain = true;
        End end = Machine.run("-- both", options);
        assertEquals("to out\nto err\n", end.output());
        assertEquals(0, end.status());
        end = Machine.run("-- fault null", options);
        assertTrue(end.output().contains("machine fault: read of 0x8"), end.output());
    }

    @Test
    void consoleInputIsReadWithoutLoss() throws Exception {
        try (Machine machine = Machine.boot("-- echo")) {
            assertTrue(machine.type("hällo\n".getBytes(UTF_8)).end().output().contains("hällo\n"));
        }
        byte[] much = new byte[20000];
        Arrays.fill(much, (byte) 'x');
        much[much.length - 1] = '\n';
        try (Machine machine = Machine.boot("-- count")) {
            assertEquals("bytes 20000\n", machine.type(much).end().output());
        }
    }

    @Test
    void signalsEndOrReachTheHandler() throws Exception {
        try (Machine machine = Machine.boot("-- hold")) {
            End end = machine.await("ready").signal(28).signal(0).signal(15).end();
            assertEquals("exit 143", end.control().lines().toList().getLast());
        }
        try (Machine machine = Machine.boot("-- signals")) {
            End end = machine.await("ready").signal(15).end();
            assertTrue(end.output().endsWith("signal 15\n"), end.toString());
            assertEquals("exit 0", end.control().lines().toList().getLast());
        }
    }

    @Test
    void aQuitSignalAsksForTheThreadsAndEndsNothing() throws Exception {
        try (Machine machine = Machine.boot("-- hold")) {
            machine.await("ready").signal(3).await("[threads]");
            End end = machine.signal(3).signal(15).end();
            assertEquals("exit 143", end.control().lines().toList().getLast());
        }
    }

    @Test
    void anUnfitCpuIsRefusedWithALine() throws Exception {
        Options options = new Options();
        options.cpu = "qemu64";
        End end = Machine.run("-- both", options);
        assertTrue(end.errors().contains("x86-64-v2 is required"), end.toString());
        assertTrue(end.control().startsWith("fault "), end.control());
        options.cpu = "qemu32";
        assertTrue(Machine.run("-- both", options).output().contains("no 64-bit mode"));
        options.cpu = "max,-nx";
        assertTrue(Machine.run("-- both", options).errors().contains("NX"));
    }

    @Test
    void theImageHasNoWritableAndExecutableSegment() throws IOException, InterruptedException {
        Path image = Machine.payload();
        assertTrue(Files.exists(image));
        String segments =
                Toolchain.succeed(Toolchain.WORK, List.of("readelf", "-lW", image.toString()));
        assertFalse(segments.contains("RWE"), segments);
    }
}
