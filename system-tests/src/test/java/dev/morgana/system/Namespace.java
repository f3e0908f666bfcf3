package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A network namespace of the test's own, with Linux's TCP/IP in it and nothing that leads out. Closing it ends what was started in it.
final class Namespace implements AutoCloseable {
    private static int made;

    private final String name;
    private final List<Process> started = new ArrayList<>();

    private Namespace(String name) {
        this.name = name;
    }

    /// A fresh one. Without root, a TAP device or the right to make one, the test is skipped, and `./morgana test` says which of them is lacking; for a program that is missing see
    /// [Host#program].
    static synchronized Namespace create(String... programs) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
        assumeTrue(Files.exists(Path.of("/dev/net/tun")), "needs /dev/net/tun");
        Host.program("ip");
        Host.program("nsenter");
        for (String program : programs) {
            Host.program(program);
        }
        String name = "morgana-" + ProcessHandle.current().pid() + "-" + made++;
        Transcript added = Host.run("", "ip", List.of("netns", "add", name));
        assumeTrue(added.status() == 0, "needs the right to make a network namespace");
        var namespace = new Namespace(name);
        namespace.run("ip", "link", "set", "lo", "up");
        return namespace;
    }

    /// The file that stands for it.
    Path path() {
        return Path.of("/run/netns", name);
    }

    /// Adds a TAP device with Linux's address on the wire, 10.1.0.2.
    void addTap(String device) throws IOException, InterruptedException {
        addBareTap(device);
        bringUp(device);
    }

    /// Adds a TAP device where Linux has no address.
    void addBareTap(String device) throws IOException, InterruptedException {
        run("ip", "tuntap", "add", device, "mode", "tap");
        run("ip", "link", "set", device, "up");
    }

    /// Gives a device Linux's address on the wire.
    void bringUp(String device) throws IOException, InterruptedException {
        run("ip", "address", "add", "10.1.0.2/24", "dev", device);
        run("ip", "link", "set", device, "up");
    }

    /// Starts the tool inside.
    Session morgana(List<String> words) throws IOException {
        List<String> line = new ArrayList<>(List.of("./morgana"));
        line.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command(line.toArray(String[]::new)));
        return new Session(line, builder.directory(Morgana.ROOT.toFile()).start());
    }

    /// `words` as a command inside.
    List<String> command(String... words) {
        // "ip netns exec" would also mount, which not every root may.
        List<String> line = new ArrayList<>(List.of("nsenter", "--net=" + path()));
        line.addAll(List.of(words));
        return line;
    }

    /// Runs a command inside to its end, which must be good.
    String run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(words)).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> String.join(" ", words) + ": " + out);
        return out;
    }

    /// How many segments Linux's TCP has sent again in here (RFC 4022: tcpRetransSegs).
    long retransmitted() throws IOException, InterruptedException {
        List<List<String>> rows =
                run("cat", "/proc/net/snmp")
                        .lines()
                        .filter(line -> line.startsWith("Tcp: "))
                        .map(line -> List.of(line.split(" ", -1)))
                        .toList();
        return Long.parseLong(rows.getLast().get(rows.getFirst().indexOf("RetransSegs")));
    }

    /// What a device has carried in one direction. A frame may stand for several segments.
    record Carried(long octets, long frames) {}

    /// What came in by a device, and what went out.
    List<Carried> carried(String device) throws IOException, InterruptedException {
        List<Long> counts =
                run("cat", "/proc/net/dev")
                        .lines()
                        .map(String::trim)
                        .filter(line -> line.startsWith(device + ":"))
                        .flatMap(line ->
                                Stream.of(line.substring(device.length() + 1).trim().split(" +")))
                        .map(Long::valueOf)
                        .toList();
        return List.of(
                new Carried(counts.get(0), counts.get(1)),
                new Carried(counts.get(8), counts.get(9)));
    }

    /// Starts a command inside that runs until this is closed.
    void start(String... words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(words));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        started.add(builder.start());
    }

    /// Runs a main class of the tests inside, on a JVM of its own.
    String java(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xmx256m",
                                "-cp",
                                Path.of("target", "test-classes").toAbsolutePath().toString(),
                                main.getName()));
        words.addAll(List.of(arguments));
        return run(words.toArray(String[]::new));
    }

    @Override
    public void close() throws IOException {
        for (Process process : started) {
            process.destroy();
            process.onExit().orTimeout(5, TimeUnit.SECONDS).exceptionally(_ -> process).join();
            process.destroyForcibly();
        }
        new ProcessBuilder("ip", "netns", "delete", name).start().onExit().join();
    }
}
