package dev.morgana.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The sources of the machine layer, and the C tools of the host.
final class Toolchain {
    /// `machine/src`: Maven runs tests in the module's directory.
    static final Path SOURCES = Path.of("src").toAbsolutePath();

    static final Path MAIN = SOURCES.resolve("main/c");
    static final Path TEST = SOURCES.resolve("test/c");
    static final Path WORK = Path.of("target", "c").toAbsolutePath();

    private static final long TOOL_MINUTES = 5;

    private Toolchain() {}

    /// What a program printed, standard and error output together, and its status.
    record Result(int status, String output) {}

    /// Runs a program of the host to its end.
    static Result run(Path directory, List<String> command)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(TOOL_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not end");
        }
        return new Result(process.exitValue(), output);
    }

    /// Runs a program that must succeed.
    static String succeed(Path directory, List<String> command)
            throws IOException, InterruptedException {
        Result result = run(directory, command);
        if (result.status() != 0) {
            throw new AssertionError(String.join(" ", command) + "\n" + result.output());
        }
        return result.output();
    }

    /// Links the C program of the boot tests with the machine layer into a bootable image.
    static Path payload() throws IOException, InterruptedException {
        return link("pvh", "payload", "payload_cpus");
    }

    /// Links C programs of the tests with a port of the machine layer into an executable, which is called as the first of them.
    static Path link(String port, String... programs) throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        Path image = WORK.resolve(programs[0] + "." + port);
        Path script = SOURCES.resolveSibling("link-object");
        List<String> link =
                new ArrayList<>(
                        List.of(
                                "env",
                                "PORT=" + port,
                                "bash",
                                script.toString(),
                                image.toString()));
        for (String program : programs) {
            link.add(compile(program, port).toString());
        }
        succeed(WORK, link);
        return image;
    }

    private static Path compile(String program, String port)
            throws IOException, InterruptedException {
        Path object = WORK.resolve(program + "." + port + ".o");
        List<String> compile = new ArrayList<>(List.of("gcc"));
        compile.addAll(
                List.of(
                        ("-std=gnu17 -O1 -w -ffreestanding -fno-builtin -fno-pic -mno-red-zone -fcf-protection=none"
                                        + " -fno-asynchronous-unwind-tables -fstack-protector-strong"
                                        + " -mstack-protector-guard=global")
                                .split(" ", -1)));
        compile.addAll(
                List.of(
                        "-I" + MAIN,
                        "-c",
                        TEST.resolve(program + ".c").toString(),
                        "-o",
                        object.toString()));
        succeed(WORK, compile);
        return object;
    }

    static boolean installed(String program) {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
