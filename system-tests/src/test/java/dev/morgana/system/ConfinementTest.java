package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the kernel lets an image do that runs as a process, as the kernel itself tells it. What happens at each forbidden call is tested where the filter is, in the module
/// `machine`.
final class ConfinementTest {
    private static final List<String> CALLS =
            List.of(
                    "read",
                    "write",
                    "ppoll",
                    "timer_settime",
                    "rt_sigreturn",
                    "exit_group",
                    "mprotect",
                    "clock_gettime");

    private static final Pattern MAPPING =
            Pattern.compile("([0-9a-f]+)-([0-9a-f]+) ([-r])([-w])([-x])[ps] .*");

    /// Descriptors: the standard streams, the control channel, and the card. Nothing else was inherited or left open.
    @ParameterizedTest
    @CsvSource({"none, 0 1 2 3", "user, 0 1 2 3 4"})
    void theKernelKeepsOneThreadBehindAFilter(String network, String descriptors) throws Exception {
        if (network.equals("user")) {
            Host.program("passt");
        }
        String mark = "morgana-test-" + UUID.randomUUID();
        List<String> options = List.of("--net", network, "-D", "mark=" + mark);
        try (Session session = Where.PROCESS.startProbe(options, "wait")) {
            session.awaitOut("waiting\n");
            Path process = process(mark);
            String status = Files.readString(process.resolve("status"));
            for (String line : List.of("Seccomp:\t2", "NoNewPrivs:\t1", "Threads:\t1")) {
                assertTrue(status.contains(line + "\n"), status);
            }
            assertEquals(descriptors, descriptors(process));
            checkMappings(Files.readString(process.resolve("maps")));
            session.signal("INT").end();
        }
    }

    /// The folder under `/proc` of the image, whose command line the tool's is a part of.
    private static Path process(String mark) throws IOException {
        for (long pid : Host.processesWith(mark)) {
            Path process = Path.of("/proc", String.valueOf(pid));
            if (Files.readString(process.resolve("cmdline")).contains("machine.control=")) {
                return process;
            }
        }
        throw new AssertionError("no process carries the mark");
    }

    private static String descriptors(Path process) throws IOException {
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            return open.map(path -> path.getFileName().toString())
                    .sorted()
                    .collect(Collectors.joining(" "));
        }
    }

    private static void checkMappings(String maps) {
        int executable = 0;
        for (String line : maps.lines().toList()) {
            Matcher mapping = MAPPING.matcher(line);
            assertTrue(mapping.matches(), line);
            boolean write = mapping.group(4).equals("w");
            boolean execute = mapping.group(5).equals("x");
            assertTrue(!(write && execute), "writable and executable: " + line);
            executable += execute && !line.endsWith("]") ? 1 : 0;
        }
        assertEquals(1, executable, "the image's code, beside the kernel's: " + maps);
    }

    @ParameterizedTest
    @ValueSource(strings = {"heap", "block", "stack"})
    void dataIsNotCode(String where) throws Exception {
        Transcript ended = Where.PROCESS.probe("execute", where).assertStatus(125);
        ended.assertErrContains("not code").assertErrContains("dev.morgana.probe");
        assertTrue(ended.isTheTools(), ended::toString);
    }

    @Test
    void stacksAreElsewhereEachTime() throws Exception {
        String one = Where.PROCESS.probe("layout").assertStatus(0).out();
        String other = Where.PROCESS.probe("layout").assertStatus(0).out();
        assertTrue(!word(one, "stack").equals(word(other, "stack")), one + other);
        assertTrue(!word(one, "block").equals(word(other, "block")), one + other);
    }

    private static String word(String line, String name) {
        return line.split(name + " ", -1)[1].split("\\s", -1)[0];
    }

    @Test
    void inspectTellsTheCalls() throws Exception {
        Where.PROCESS.build("examples/hello");
        String image = Where.PROCESS.image("examples/hello").toString();
        Transcript text = Morgana.run("inspect", image).assertStatus(0);
        Transcript json = Morgana.run("inspect", "--json", image).assertStatus(0);
        JsonNode calls = new ObjectMapper().readTree(json.out()).get("calls");
        assertEquals(
                CALLS, calls.valueStream().map(call -> call.asText().split("[ ,]", 2)[0]).toList());
        for (JsonNode call : calls) {
            text.assertOutContains("  " + call.asText() + "\n");
        }
    }

    @Test
    void aMachineMakesNoCalls() throws Exception {
        Where.QEMU.build("examples/hello");
        String image = Where.QEMU.image("examples/hello").toString();
        Transcript json = Morgana.run("inspect", "--json", image).assertStatus(0);
        assertTrue(new ObjectMapper().readTree(json.out()).get("calls").isEmpty(), json::toString);
    }
}
