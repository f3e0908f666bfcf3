package dev.morgana.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A program on the first core, to be measured. Closing it ends it.
final class Contender implements AutoCloseable {
    private static final String CORE = "0";
    private static final String OTHER_CORE = "1";

    /// One attempt of many to reach a server that is about to start: what no one takes is not sent again before a second is over.
    private static final Duration ATTEMPT = Duration.ofMillis(1);

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final CompletableFuture<String> listening = new CompletableFuture<>();

    /// Where a program serves.
    enum Place {
        /// On the TAP device.
        TAP(GuestNetwork.GUEST),
        /// On this machine's own sockets.
        HOST("127.0.0.1");

        private final String address;

        Place(String address) {
            this.address = address;
        }

        String address() {
            return address;
        }

        /// What is asked for.
        String url() {
            return "http://" + address + ":" + GuestNetwork.HTTP_PORT + GuestNetwork.PATH;
        }
    }

    private Contender(List<String> command) throws IOException {
        process = spawn(command);
    }

    private static Process spawn(List<String> command) throws IOException {
        // The shell's mark comes right before the program takes its place: what the JDK needs to
        // start a process is not measured.
        List<String> line =
                new ArrayList<>(
                        List.of(
                                "taskset",
                                "-c",
                                CORE,
                                "/bin/sh",
                                "-c",
                                "printf . && exec \"$0\" \"$@\""));
        line.addAll(command);
        Process spawned =
                new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Runtime.getRuntime().addShutdownHook(new Thread(spawned::destroyForcibly));
        if (spawned.getInputStream().read() != '.') {
            throw new IOException("does not start: " + command);
        }
        return spawned;
    }

    /// Keeps this program, and what it starts from now on, off the first core.
    static void moveAside() throws IOException, InterruptedException {
        String self = String.valueOf(ProcessHandle.current().pid());
        Tools.output("taskset", "-a", "-c", "-p", OTHER_CORE, self);
    }

    /// Starts a program whose output is read all the time.
    static Contender start(List<String> command) throws IOException {
        var started = new Contender(command);
        Thread.ofVirtual().start(started::readOutput);
        return started;
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(RunningGuest.LISTENING + " ")) {
                    listening.complete("");
                }
            }
        } catch (IOException e) {
            listening.complete(e.toString());
        }
        listening.complete("the server has ended");
    }

    /// Waits until it says that it takes connections.
    void awaitListening() throws IOException {
        String complaint = listening.join();
        if (!complaint.isEmpty()) {
            throw new IOException(complaint);
        }
    }

    /// The most memory that was resident at once, in bytes.
    long residentMemory() throws IOException {
        String status = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "status"));
        return status.lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /// Nanoseconds from the start of a program to its first byte of output.
    static long firstByte(List<String> command) throws IOException, InterruptedException {
        try (Contender started = new Contender(command)) {
            long begun = System.nanoTime();
            InputStream out = started.process.getInputStream();
            if (out.read() < 0) {
                throw new IOException("says nothing: " + command);
            }
            long taken = System.nanoTime() - begun;
            out.transferTo(OutputStream.nullOutputStream());
            started.process.waitFor();
            return taken;
        }
    }

    /// Nanoseconds from the start of a server to the end of its first answer; attempts to reach it follow each other at once.
    static long firstAnswer(List<String> command, Place place) throws IOException {
        var server = new InetSocketAddress(place.address(), GuestNetwork.HTTP_PORT);
        try (Contender started = new Contender(command)) {
            long begun = System.nanoTime();
            while (!answers(server)) {
                if (System.nanoTime() - begun > LIMIT.toNanos() || !started.process.isAlive()) {
                    throw new IOException("does not answer: " + command);
                }
            }
            return System.nanoTime() - begun;
        }
    }

    private static boolean answers(InetSocketAddress server) throws IOException {
        HttpConnection connection;
        try {
            connection = HttpConnection.open(server, ATTEMPT, LIMIT);
        } catch (IOException e) {
            return false;
        }
        try (connection) {
            return connection.get(GuestNetwork.PATH, false).status() == 200;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
