package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the processor itself enforces, read from the running machine.
final class ProtectionTest {
    /// A line of `info tlb`: address, frame, and nine flags of the leaf entry, the first X for no-execute, the last W for writable.
    private static final Pattern ENTRY =
            Pattern.compile("([0-9a-f]{16}): ([0-9a-f]{16}) ([-XGPDACTUW]{9})");

    @TempDir Path directory;

    @Test
    void nothingIsWritableAndExecutableAndPageZeroIsUnmapped() throws Exception {
        Path socket = directory.resolve("monitor");
        int port = Host.freePort();
        List<String> options =
                List.of(
                        "-p",
                        port + ":7",
                        "--qemu",
                        "-monitor",
                        "--qemu",
                        "unix:" + socket + ",server,nowait");
        try (Session session = Morgana.startProbe(options, "echo-server", "7")) {
            session.awaitOut("listening on 7\n");
            try (Monitor monitor = Monitor.open(socket)) {
                checkEntries(monitor.ask("info tlb"));
                checkRegisters(monitor.ask("info registers"));
            }
            session.signal("INT").end();
        }
    }

    private static void checkEntries(String entries) {
        int executable = 0;
        int writable = 0;
        for (String line : entries.lines().filter(text -> !text.isBlank()).toList()) {
            Matcher entry = ENTRY.matcher(line.strip());
            assertTrue(entry.matches(), line);
            boolean execute = entry.group(3).charAt(0) != 'X';
            boolean write = entry.group(3).charAt(8) == 'W';
            assertTrue(!(execute && write), "writable and executable: " + line);
            assertTrue(entry.group(3).charAt(7) != 'U', "open to user mode: " + line);
            assertTrue(Long.parseUnsignedLong(entry.group(1), 16) != 0, "page zero: " + line);
            executable += execute ? 1 : 0;
            writable += write ? 1 : 0;
        }
        assertTrue(
                executable > 0 && writable > 0,
                executable + " executable and " + writable + " writable pages");
    }

    /// CR0.WP makes read-only pages so for ring 0 too; EFER.NXE makes no-execute count.
    private static void checkRegisters(String registers) {
        assertTrue((register(registers, "CR0") & (1 << 16)) != 0, registers);
        assertTrue((register(registers, "EFER") & (1 << 11)) != 0, registers);
    }

    private static long register(String registers, String name) {
        Matcher value = Pattern.compile(name + "=([0-9a-f]+)").matcher(registers);
        assertTrue(value.find(), name);
        return Long.parseUnsignedLong(value.group(1), 16);
    }

    @Test
    void codeCannotBeWritten() throws Exception {
        Morgana.build("system-tests/probe");
        Segment code =
                Segment.of(Morgana.image("system-tests/probe")).stream()
                        .filter(segment -> segment.executable() && segment.isLow())
                        .findFirst()
                        .orElseThrow();
        Transcript ended = Morgana.probe("write", code.start());
        assertEquals(125, ended.status(), ended::toString);
    }
}
