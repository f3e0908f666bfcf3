package dev.morgana.benchmarks;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// A program on the first core, to be measured. Closing it ends it.
///
/// What the JDK and the shell need to start a process is not measured: the shell says the time right before the program takes its place.
final class Contender implements AutoCloseable {
    /// The core that programs which are measured have to themselves.
    static final int CORE = 0;

    private static final int OTHER_CORE = 1;
    private static final String SHELL = "printf '%s\\n' \"$EPOCHREALTIME\" && exec \"$0\" \"$@\"";

    /// What must not outlive this program.
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        var end = new Thread(() -> ALIVE.forEach(Process::destroyForcibly));
        Runtime.getRuntime().addShutdownHook(end);
    }

    /// One attempt of many to reach a server that is about to start: what no one takes is not sent again before a second is over.
    private static final Duration ATTEMPT = Duration.ofMillis(1);

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final Instant begun;
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
            return url(GuestNetwork.PATH);
        }

        /// Where `path` is served.
        String url(String path) {
            return "http://" + address + ":" + GuestNetwork.HTTP_PORT + path;
        }
    }

    private Contender(List<String> command) throws IOException {
        List<String> line =
                new ArrayList<>(
                        List.of("taskset", "-c", String.valueOf(CORE), "/bin/bash", "-c", SHELL));
        line.addAll(command);
        process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        ALIVE.add(process);
        begun = instant(firstLine(process.getInputStream()));
    }

    private static String firstLine(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the shell does not start: " + line);
            }
            line.append((char) c);
        }
        return line.toString();
    }

    /// The time that the shell's `EPOCHREALTIME` says: seconds, and six digits behind what the language has for a decimal point.
    static Instant instant(String text) throws IOException {
        if (!text.matches("\\d{1,15}[.,]\\d{6}")) {
            throw new IOException("no time: " + text);
        }
        int point = text.length() - 7;
        long micros = Long.parseLong(text.substring(point + 1));
        return Instant.ofEpochSecond(Long.parseLong(text.substring(0, point)), 1_000 * micros);
    }

    private long age() {
        return Duration.between(begun, Instant.now()).toNanos();
    }

    /// Keeps this program, and what it starts from now on, off the first core.
    static void moveAside() throws IOException, InterruptedException {
        String self = String.valueOf(ProcessHandle.current().pid());
        Tools.output("taskset", "-a", "-c", "-p", String.valueOf(OTHER_CORE), self);
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
            InputStream out = started.process.getInputStream();
            if (out.read() < 0) {
                throw new IOException("says nothing: " + command);
            }
            long taken = started.age();
            out.transferTo(OutputStream.nullOutputStream());
            started.process.waitFor();
            return taken;
        }
    }

    /// Nanoseconds from the start of a server to the end of its first answer; attempts to reach it follow each other at once.
    static long firstAnswer(List<String> command, Place place) throws IOException {
        var server = new InetSocketAddress(place.address(), GuestNetwork.HTTP_PORT);
        try (Contender started = new Contender(command)) {
            while (!answers(server)) {
                if (started.age() > LIMIT.toNanos() || !started.process.isAlive()) {
                    throw new IOException("does not answer: " + command);
                }
            }
            return started.age();
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
        ALIVE.remove(process);
    }
}
