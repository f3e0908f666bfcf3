package dev.morgana.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A guest that has been started. Its console is read all the time. Closing it ends it.
final class RunningGuest implements AutoCloseable {
    /// What each guest's console says when its server takes connections.
    static final String LISTENING = "listening on port";

    /// How much of a console a complaint shows.
    private static final int SHOWN = 2_000;

    private final long begun = System.nanoTime();
    private final Process process;
    private final Thread ender;

    /// Nothing when it listens, or why it never will.
    private final CompletableFuture<String> listening = new CompletableFuture<>();

    RunningGuest(Qemu machine) throws IOException {
        process = machine.start();
        ender = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(ender);
        Thread.ofVirtual().start(this::readConsole);
    }

    private void readConsole() {
        var console = new StringBuilder();
        try (BufferedReader lines = process.inputReader(StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                console.append('\n').append(line);
                if (line.contains(LISTENING)) {
                    listening.complete("");
                }
            }
        } catch (IOException e) {
            console.append('\n').append(e);
        }
        String said = console.substring(Math.max(0, console.length() - SHOWN));
        listening.complete("the guest has ended:" + said);
    }

    /// Waits until its server takes connections.
    ///
    /// @throws IOException when it ends before that, or does not get there within `limit`
    void awaitListening(Duration limit) throws IOException {
        String late = "the guest does not listen after " + limit.toSeconds() + " s";
        String complaint =
                listening
                        .copy()
                        .completeOnTimeout(late, limit.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
        if (!complaint.isEmpty()) {
            throw new IOException(complaint);
        }
    }

    /// Asks it once, as soon as its console says that it listens.
    ///
    /// @param limit for the start, and then for the answer
    HttpConnection.Answer firstAnswer(Duration limit) throws IOException {
        awaitListening(limit);
        var server = new InetSocketAddress(GuestNetwork.GUEST, GuestNetwork.HTTP_PORT);
        try (var connection = HttpConnection.open(server, limit)) {
            var answer = connection.get(GuestNetwork.PATH, true);
            if (answer.status() != 200) {
                throw new IOException("status " + answer.status());
            }
            return answer;
        }
    }

    /// Nanoseconds since QEMU was started.
    long age() {
        return System.nanoTime() - begun;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        Runtime.getRuntime().removeShutdownHook(ender);
    }
}
