package dev.morgana.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A program that is linked with the process port, run to its end with a control channel of ours.
final class LinuxProcess {
    private static final long SECONDS = 120;

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
                return end(process, server, input);
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(socket);
            Files.delete(directory);
        }
    }

    private static End end(Process process, ServerSocketChannel server, byte[] input)
            throws IOException, InterruptedException {
        var output = CompletableFuture.supplyAsync(() -> text(process.inputReader(UTF_8)));
        var errors = CompletableFuture.supplyAsync(() -> text(process.errorReader(UTF_8)));
        try (SocketChannel control = server.accept()) {
            var told = CompletableFuture.supplyAsync(() -> text(control));
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
}
