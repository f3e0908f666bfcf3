package dev.morgana.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.morgana.machine.LinuxProcess.End;
import java.io.BufferedReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The machine layer as a process of Linux: the same threads, memory, clocks and ends as in a virtual machine, and nothing that its filter does not let through.
class ProcessTest {
    private static final int FAULT = 125;
    private static final int ALARM = 14;
    private static final int TERMINATE = 15;
    private static final int TICK = 26;

    private static Path payload;
    private static Path escape;

    @BeforeAll
    static void link() throws Exception {
        assumeTrue(Toolchain.installed("gcc"), "gcc is not installed");
        payload = Toolchain.link("linux", "payload", "payload_cpus");
        escape = Toolchain.link("linux", "escape");
    }

    private static End payload(String... words) throws Exception {
        return LinuxProcess.run(payload, words);
    }

    @ParameterizedTest
    @CsvSource({
        "ping, ping ok",
        "timed, timed out in time|timed out in time",
        "preempt, preempted",
        "state, registers ok"
    })
    void threadsAreThoseOfTheVirtualMachine(String mode, String lines) throws Exception {
        End end = payload(mode);
        assertEquals(lines.replace('|', '\n') + "\n", end.output(), end.toString());
        assertEquals("exit 0", end.lastWord());
    }

    /// While the process stands still both of its timers are over, so that it gets both signals at once, and finds input that wakes a third thread.
    @Test
    void slicesEndAlsoAfterSignalsThatComeTogether() throws Exception {
        Process process = new ProcessBuilder(payload.toString(), "--", "slices").start();
        try (var out = process.inputReader(UTF_8);
                var in = process.getOutputStream()) {
            assertEquals("ready", next(out));
            LinuxProcess.stop(process, ALARM, TICK);
            in.write('\n');
            in.flush();
            LinuxProcess.kill("CONT", process);
            assertTrue(process.waitFor(LinuxProcess.SECONDS, TimeUnit.SECONDS), "no slice ends");
            assertEquals("all ran", LinuxProcess.line(out));
        } finally {
            process.destroyForcibly();
        }
    }

    /// While the process stands still its tick is over, most often in a nap, and ends that together with the input.
    @Test
    void inputIsSeenAlsoAfterItCameWithATick() throws Exception {
        Process process = new ProcessBuilder(payload.toString(), "--", "naps").start();
        var out = process.inputReader(UTF_8);
        var in = process.getOutputStream();
        try {
            for (String line = next(out); line.equals("naps"); line = next(out)) {
                LinuxProcess.kill("STOP", process);
                Thread.sleep(2);
                in.write('1');
                in.flush();
                LinuxProcess.kill("CONT", process);
                assertEquals("computes", next(out));
                in.write('2');
                in.flush();
            }
            assertTrue(process.waitFor(LinuxProcess.SECONDS, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    private static String next(BufferedReader lines) throws Exception {
        return CompletableFuture.supplyAsync(() -> LinuxProcess.line(lines))
                .get(LinuxProcess.SECONDS, TimeUnit.SECONDS);
    }

    /// Nothing waits, and the process never sleeps.
    @Test
    void aSignalReachesAProgramThatOnlyComputes() throws Exception {
        assertEquals("exit 143", LinuxProcess.signalled(payload, TERMINATE, "compute").lastWord());
    }

    @Test
    void threadsComeAndGo() throws Exception {
        End end = payload("threads");
        List<String> lines = end.output().lines().toList();
        assertEquals(lines.subList(0, 2), lines.subList(2, 4), end.toString());
        assertEquals("malloc still works", lines.get(1));
    }

    /// What was committed and given back is there again, and reads as zero.
    @Test
    void memoryIsPromisedOnlyWhileThereIsSome() throws Exception {
        End end = payload("memory");
        List<String> lines = end.output().lines().toList();
        assertEquals("heap range ok", lines.get(0), end.toString());
        assertEquals(lines.subList(1, 3), lines.subList(3, 5), "all of it came back");
        assertTrue(Integer.parseInt(lines.get(1).replaceAll("\\D", "")) > 97, lines.get(1));
        assertTrue(Integer.parseInt(lines.get(2).replaceAll("\\D", "")) >= 33, lines.get(2));
    }

    /// A page that was closed stays closed: the filter lets nobody open one.
    @Test
    void aClosedPageCannotBeOpened() throws Exception {
        End end = payload("memory");
        assertEquals(FAULT, end.status(), end.toString());
        assertTrue(end.lastWord().startsWith("fault read of 0x"), end.toString());
    }

    @ParameterizedTest
    @CsvSource({"8M, 16M", "64M, 128M"})
    void theLimitOfMemoryIsTheCommandLines(String less, String more) throws Exception {
        assertTrue(kilobytes(less) < kilobytes(more));
    }

    private static long kilobytes(String memory) throws Exception {
        End end = LinuxProcess.run(payload, List.of("machine.memory=" + memory), "clocks");
        List<String> lines = end.output().lines().toList();
        assertEquals(
                List.of("clock ok", "entropy ok"),
                List.of(lines.get(0), lines.get(2)),
                end.toString());
        return Long.parseLong(lines.get(3).replaceAll("\\D", ""));
    }

    @Test
    void theKernelHandsWordsOverAsTheyAre() throws Exception {
        End end =
                LinuxProcess.run(
                        payload,
                        List.of("log.level=debug", "env.WHO=a b", "machine.memory=16M"),
                        "arguments",
                        "a b",
                        "",
                        "--",
                        "machine.memory=1",
                        "ä%20");
        assertEquals(
                "[arguments] [a b] [] [--] [machine.memory=1] [ä%20] <log.level=debug> <env.WHO=a b> a b",
                String.join(" ", end.output().lines().toList()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "machine.memory=much",
                "machine.memory=1x",
                "machine.net=elsewhere",
                "machine.mac=02:00:00:00:00:0",
                "machine.mac=02:00:00:00:00:001",
                "machine.mac=02-00-00-00-00-01",
                "machine.mac=01:00:00:00:00:01",
                "machine.net=tap:a-name-that-is-too-long"
            })
    void aBadWordForThePortIsAUsageError(String word) throws Exception {
        End end = LinuxProcess.run(payload, List.of(word), "ping");
        assertEquals(64, end.status(), end.toString());
        assertTrue(end.errors().startsWith("usage: "), end.toString());
        assertTrue(end.lastWord().startsWith("usage "), end.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "machine.memory=1M, less than the image needs",
        "machine.net=tap:no-such-tap/, TAP interface",
        "machine.net=socket:/no/such/socket, nobody listens"
    })
    void whatTheHostLacksIsSaid(String word, String complaint) throws Exception {
        End end = LinuxProcess.run(payload, List.of(word), "ping");
        assertEquals(FAULT, end.status(), end.toString());
        assertTrue(end.errors().contains(complaint), end.toString());
        assertTrue(end.lastWord().startsWith("fault "), end.toString());
    }

    @Test
    void statusesAndStreamsAreTheProcesss() throws Exception {
        assertEquals(42, payload("status", "0").status());
        assertEquals("exit 200", payload("status", "1").lastWord());
        End end = payload("both");
        assertEquals("to out\n", end.output());
        assertEquals("to err\n", end.errors());
        assertEquals("usage net.ipv4: not an address", payload("usage").lastWord());
    }

    @Test
    void inputIsReadWithoutLoss() throws Exception {
        byte[] much = ("x".repeat(20_000) + "\n").getBytes(UTF_8);
        assertEquals("bytes 20001\n", LinuxProcess.run(payload, List.of(), much, "count").output());
    }

    @ParameterizedTest
    @CsvSource({
        "null, read of 0x8: the zero page: a null pointer",
        "low, read of 0xfff8: the zero page: a null pointer",
        "write-text, read-only",
        "write-constant, read-only",
        "write-heap-start, read-only",
        "write-heap-end, read-only",
        "execute-heap, not code",
        "execute-stack, not code",
        "execute-data, not code",
        "execute-image-heap, not code",
        "beyond, not mapped",
        "noncanonical, general protection fault",
        "divide, divide error",
        "stack, the guard below",
        "smash, a stack buffer",
        "panic, as the program asked",
        "double-free, freed twice",
        "map-code, executable memory was asked for",
        "protect-code, executable memory was asked for"
    })
    void aFaultIsReported(String mode, String explanation) throws Exception {
        assertReported(payload("fault", mode), explanation);
    }

    private static void assertReported(End end, String explanation) {
        assertEquals(FAULT, end.status(), end.toString());
        assertTrue(end.lastWord().startsWith("fault "), end.toString());
        assertTrue(end.lastWord().contains(explanation), end.toString());
        String what = end.lastWord().substring("fault ".length());
        assertTrue(end.errors().contains("machine fault: " + what), end.toString());
        assertTrue(end.errors().contains("thread 1 \"main\""), end.toString());
        assertTrue(end.errors().contains("end of the report"), end.toString());
    }

    /// By their numbers on x86-64, with arguments that the kernel would take.
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "open, 2, path 0",
        "openat, 257, -100 path 0",
        "close, 3, 0",
        "stat, 4, path here",
        "ioctl, 16, 1 21523 here",
        "mmap, 9, 0 4096 3 34 -1",
        "mmap of code, 9, 0 4096 7 34 -1",
        "munmap, 11, here 4096",
        "mremap, 25, here 4096 8192 1",
        "madvise, 28, here 4096 4",
        "mprotect to read, 10, here 4096 1",
        "mprotect to write, 10, here 4096 3",
        "mprotect to execute, 10, here 4096 5",
        "mprotect to write and execute, 10, here 4096 7",
        "pkey_mprotect, 329, here 4096 4 -1",
        "brk, 12, 0",
        "clone, 56, 17",
        "clone3, 435, here 88",
        "fork, 57, ''",
        "vfork, 58, ''",
        "execve, 59, path 0 0",
        "execveat, 322, -100 path 0 0",
        "kill, 62, 0 0",
        "tgkill, 234, 1 1 0",
        "ptrace, 101, 0",
        "process_vm_readv, 310, 1",
        "socket, 41, 2 1",
        "connect, 42, 0",
        "sendto, 44, 1 here 1",
        "sendmsg, 46, 1 here",
        "recvmsg, 47, 0 here",
        "pread64, 17, 0 here 0 0",
        "pwrite64, 18, 1 here 0 0",
        "readv, 19, 0 here 0",
        "writev, 20, 1 here 0",
        "sendfile, 40, 1 0",
        "dup2, 33, 0 5",
        "fcntl, 72, 0 1",
        "pipe, 22, here",
        "epoll_create1, 291, 0",
        "timer_create, 222, 1 0 here",
        "rt_sigaction, 13, 10 0 0 8",
        "rt_sigprocmask, 14, 0 0 0 8",
        "sigaltstack, 131, 0 0",
        "prctl, 157, 15 path",
        "arch_prctl, 158, 4099 here",
        "seccomp, 317, 2 0 here",
        "getrandom, 318, here 8 0",
        "getpid, 39, ''",
        "uname, 63, here",
        "setuid, 105, 0",
        "unlink, 87, none",
        "chroot, 161, path",
        "mount, 165, ''",
        "bpf, 321, 0 here 8",
        "io_uring_setup, 425, 1 here",
        "userfaultfd, 323, 0",
        "memfd_create, 319, path 0",
        "exit of one thread, 60, 0",
        "a number that there is not, 9999, ''",
        "a number of the x32 interface, 1073741825, 1 here 0"
    })
    void aForbiddenCallEndsTheProcess(String name, int number, String arguments) throws Exception {
        End end = escape("call", number, arguments);
        assertFalse(end.output().contains("returned"), () -> name + ": " + end);
        assertReported(end, "system call %d is forbidden".formatted(number));
    }

    /// Numbers and arguments mean something else there, so that the whole gate is shut.
    @ParameterizedTest
    @CsvSource({"exit, 1", "read, 3", "write, 4", "getpid, 20"})
    void theGateOf32BitProgramsIsShut(String name, int number) throws Exception {
        End end = escape("call32", number, "1 0 0");
        assertFalse(end.output().contains("returned"), () -> name + ": " + end);
        assertReported(end, "system call %d is forbidden".formatted(number));
    }

    /// Descriptor 3 is the control channel here.
    @ParameterizedTest
    @CsvSource({
        "read from standard output, 0, 1 here 0",
        "read from standard error, 0, 2 here 0",
        "read from another, 0, 4 here 0",
        "read from a high one, 0, 1000 here 0",
        "read from none, 0, -1 here 0",
        "write to standard input, 1, 0 here 0",
        "write to another, 1, 4 here 0",
        "write to none, 1, -1 here 0"
    })
    void descriptorsAreChecked(String name, int number, String arguments) throws Exception {
        End end = escape("call", number, arguments);
        assertFalse(end.output().contains("returned"), () -> name + ": " + end);
        assertReported(end, "system call %d is forbidden".formatted(number));
    }

    /// The other half of the tests above: with the arguments of these they would fail.
    @ParameterizedTest
    @CsvSource({
        "read from standard input, 0, 0 here 0",
        "read from the control channel, 0, 3 here 0",
        "write to standard output, 1, 1 here 0",
        "write to standard error, 1, 2 here 0",
        "write to the control channel, 1, 3 here 0",
        "ppoll, 271, 0 0 none 0",
        "mprotect to nothing, 10, here 4096 0",
        "timer_settime, 223, 0 0 0 0"
    })
    void whatIsAllowedReturns(String name, int number, String arguments) throws Exception {
        End end = escape("call", number, arguments);
        assertTrue(end.output().startsWith("returned "), () -> name + ": " + end);
        assertEquals(0, end.status(), end.toString());
    }

    /// The card's is 4. It passes like the control channel's, and the next one does not.
    @ParameterizedTest
    @CsvSource({"read, 0", "write, 1"})
    void aCardIsOneDescriptorMore(String name, int number) throws Exception {
        for (int passes : List.of(3, 4)) {
            End end = escapeWithCard(number, passes + " here 0");
            assertTrue(end.output().startsWith("returned "), () -> name + ": " + end);
            assertEquals(0, end.status(), () -> name + ": " + end);
        }
        assertReported(
                escapeWithCard(number, "5 here 0"),
                "system call %d is forbidden".formatted(number));
    }

    /// With a card that is a socket, at whose other end is this test.
    private static End escapeWithCard(int number, String arguments) throws Exception {
        Path directory = Files.createTempDirectory("morgana");
        Path socket = directory.resolve("card");
        try (var network = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            network.bind(UnixDomainSocketAddress.of(socket));
            return LinuxProcess.run(
                    escape,
                    List.of("machine.net=socket:" + socket),
                    words("call", number, arguments));
        } finally {
            Files.delete(socket);
            Files.delete(directory);
        }
    }

    private static End escape(String how, int number, String arguments) throws Exception {
        return LinuxProcess.run(escape, words(how, number, arguments));
    }

    private static String[] words(String how, int number, String arguments) {
        return (how + " " + number + " " + arguments).strip().split(" ", -1);
    }

    /// The list that `morgana inspect` prints travels with the executable.
    @Test
    void theAllowedCallsStandInTheFile() throws Exception {
        Path copy = Toolchain.WORK.resolve("calls");
        Toolchain.succeed(
                Toolchain.WORK,
                List.of(
                        "objcopy",
                        "-O",
                        "binary",
                        "--only-section=.morgana.calls",
                        "--set-section-flags",
                        ".morgana.calls=alloc",
                        escape.toString(),
                        copy.toString()));
        String calls = Files.readString(copy).replace("\0", "");
        assertEquals(
                List.of(
                        "read",
                        "write",
                        "ppoll",
                        "timer_settime",
                        "rt_sigreturn",
                        "exit_group",
                        "mprotect",
                        "clock_gettime"),
                calls.lines().map(line -> line.split("[ ,]", 2)[0]).toList());
    }

    @Test
    void theExecutableHasNoWritableAndExecutableSegment() throws Exception {
        String segments =
                Toolchain.succeed(Toolchain.WORK, List.of("readelf", "-lW", escape.toString()));
        assertFalse(segments.contains("RWE"), segments);
        assertFalse(segments.contains("INTERP"), segments);
    }
}
