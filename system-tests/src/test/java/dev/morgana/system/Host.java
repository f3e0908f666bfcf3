package dev.morgana.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What tests need of this machine.
final class Host {
    private Host() {}

    /// A port of the loopback address that is free now.
    static int freePort() throws IOException {
        return freePorts(1).getFirst();
    }

    /// As many of them, all different.
    static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    /// The first of `names` that is a program on the PATH, or by its path. Without one the test is skipped and says so, or fails where `./morgana test --complete` runs it.
    static Path program(String... names) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            for (String name : names) {
                Path program = Path.of(directory).resolve(name);
                if (Files.isExecutable(program)) {
                    return program;
                }
            }
        }
        String lack = "needs " + String.join(" or ", names) + " on the PATH";
        assumeTrue(Boolean.getBoolean("system-tests.complete"), lack);
        throw new AssertionError(lack);
    }

    /// Makes `folder` hold links to every command on the PATH but those that are `absent`.
    static void linkCommands(Path folder, Set<String> absent) throws IOException {
        Files.createDirectories(folder);
        for (String directory : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            try (Stream<Path> commands = Files.list(Path.of(directory))) {
                for (Path command : commands.toList()) {
                    Path link = folder.resolve(command.getFileName());
                    if (!absent.contains(command.getFileName().toString())
                            && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                        Files.createSymbolicLink(link, command);
                    }
                }
            } catch (NoSuchFileException e) {
                // The PATH may name folders that there are not.
            }
        }
    }

    /// Runs a program of the PATH, or one by its path, to its end, with `input` on its standard input.
    static Transcript run(String input, String program, List<String> words)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(program(program).toString()));
        line.addAll(words);
        try (Session session = new Session(line, new ProcessBuilder(line).start())) {
            session.in().write(input.getBytes(StandardCharsets.UTF_8));
            return session.endInput().end();
        }
    }

    /// Process ids of the programs whose command line holds `mark`, this process and shells left out.
    static List<Long> processesWith(String mark) throws IOException {
        List<Long> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            for (Path entry :
                    entries.filter(path -> path.getFileName().toString().matches("\\d+"))
                            .toList()) {
                if (commandLine(entry).contains(mark)) {
                    found.add(Long.parseLong(entry.getFileName().toString()));
                }
            }
        }
        return found;
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it has ended meanwhile
        }
    }

    /// Waits until no process has `mark` on its command line.
    static void awaitNoProcessWith(String mark) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + 60_000_000_000L;
        List<Long> left = processesWith(mark);
        while (!left.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("processes left behind: " + left);
            }
            Thread.sleep(20);
            left = processesWith(mark);
        }
    }
}
