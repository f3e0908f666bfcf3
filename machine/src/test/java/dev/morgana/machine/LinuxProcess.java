package dev.morgana.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A program that is linked with the process port, run to its end with a control channel of ours.
final class LinuxProcess {
    /// Longer than anything takes that works.
    static final long SECONDS = 120;

    /// How often a stopped process is looked at, a millisecond apart, before it is stopped again.
    private static final int LOOKS = 50;

    private LinuxProcess() {}

    /// What is left of it. Its control channel is descriptor 3.
    record End(int status, String output, String errors, String control) {
        /// The last line on the control channel.
        String lastWord() {
            return control.lines().reduce("", (_, line) -> line);
        }
    }

    static End run(Path program, String... arguments) throws IOException, InterruptedException {
        return run(program, List.of(), arguments);
    }

    static End run(Path program, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        return run(program, options, new byte[0], arguments);
    }

    /// Runs `program` with `options` for the port and the boot keys, and with `input` on its standard input.
    static End run(Path program, List<String> options, byte[] input, String... arguments)
            throws IOException, InterruptedException {
        return run(program, options, input, new byte[0], arguments);
    }

    /// Runs `program`, which gets the signal `number` by its control channel.
    static End signalled(Path program, int number, String... arguments)
            throws IOException, InterruptedException {
        return run(program, List.of(), new byte[0], new byte[] {(byte) number}, arguments);
    }

    private static End run(
            Path program, List<String> options, byte[] input, byte[] signals, String... arguments)
            throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("morgana");
        Path socket = directory.resolve("control");
        List<String> words =
                new ArrayList<>(List.of(program.toString(), "machine.control=" + socket));
        words.addAll(options);
        words.add("--");
        words.addAll(List.of(arguments));
        try (ServerSocketChannel server =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                        .bind(UnixDomainSocketAddress.of(socket))) {
            Process process = new ProcessBuilder(words).start();
            try {
                return end(process, server, input, signals);
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(socket);
            Files.delete(directory);
        }
    }

    private static End end(
            Process process, ServerSocketChannel server, byte[] input, byte[] signals)
            throws IOException, InterruptedException {
        var output = CompletableFuture.supplyAsync(() -> text(process.inputReader(UTF_8)));
        var errors = CompletableFuture.supplyAsync(() -> text(process.errorReader(UTF_8)));
        try (SocketChannel control = server.accept()) {
            var told = CompletableFuture.supplyAsync(() -> text(control));
            control.write(ByteBuffer.wrap(signals));
            try (OutputStream in = process.getOutputStream()) {
                in.write(input);
            }
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("does not end");
            }
            return new End(process.exitValue(), output.join(), errors.join(), told.join());
        }
    }

    private static String text(BufferedReader reader) {
        StringBuilder all = new StringBuilder();
        reader.lines().forEach(line -> all.append(line).append('\n'));
        return all.toString();
    }

    private static String text(SocketChannel channel) {
        StringBuilder all = new StringBuilder();
        ByteBuffer bytes = ByteBuffer.allocate(1024);
        try {
            while (channel.read(bytes.clear()) >= 0) {
                all.append(new String(bytes.array(), 0, bytes.position(), UTF_8));
            }
        } catch (IOException e) {
            all.append("[control: ").append(e).append("]\n");
        }
        return all.toString();
    }

    /// The next line, without its end.
    static String line(BufferedReader reader) {
        try {
            return String.valueOf(reader.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends a signal, such as `CONT`.
    static void kill(String signal, Process to) throws IOException, InterruptedException {
        String command = "kill -%s %d".formatted(signal, to.pid());
        assertEquals(0, new ProcessBuilder("sh", "-c", command).start().waitFor(), command);
    }

    /// Stops a process so that all `signals`, by their numbers, come while it stands still. Where it had taken one already, it is let go and stopped again.
    static void stop(Process process, int... signals) throws IOException, InterruptedException {
        long wanted = Arrays.stream(signals).mapToLong(number -> 1L << (number - 1)).sum();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        kill("STOP", process);
        for (int looks = 1; (pending(process) & wanted) != wanted; looks++) {
            assertTrue(System.nanoTime() < end, () -> "not together: " + Arrays.toString(signals));
            if (looks % LOOKS == 0) {
                kill("CONT", process);
                kill("STOP", process);
            }
            Thread.sleep(1);
        }
    }

    private static long pending(Process process) throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("ShdPnd:"))
                .mapToLong(line -> Long.parseUnsignedLong(line.split("\\s+", -1)[1], 16))
                .findFirst()
                .orElseThrow();
    }
}
