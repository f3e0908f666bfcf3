package dev.morgana.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What benchmarks need from the project around them; the current directory is its root.
final class Tools {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Path TARGET = ROOT.resolve("benchmarks/target");

    private Tools() {}

    /// A file of the project.
    static Path file(String path) {
        return ROOT.resolve(path);
    }

    /// Builds the image of an application of the project.
    static Path image(String application) throws IOException, InterruptedException {
        Path image = imageFile(application);
        build(application, image, List.of());
        return image;
    }

    /// Builds an image of an application, with further options of `./morgana build`, as the file `image`.
    static void build(String application, Path image, List<String> options)
            throws IOException, InterruptedException {
        Files.createDirectories(TARGET);
        List<String> words = new ArrayList<>(List.of("./morgana", "build", application));
        words.addAll(options);
        words.addAll(List.of("-o", image.toString()));
        command(ROOT, words);
    }

    /// Where the image of an application is once it is built.
    static Path imageFile(String application) {
        return TARGET.resolve(Path.of(application).getFileName() + ".elf");
    }

    /// Builds the image of an application as a process of Linux.
    static Path process(String application) throws IOException, InterruptedException {
        Path file = processFile(application);
        build(application, file, List.of("--target", "process"));
        return file;
    }

    /// Where that is once it is built.
    static Path processFile(String application) {
        return TARGET.resolve(Path.of(application).getFileName() + ".process");
    }

    /// Says on the error output what is done now.
    static void progress(String what) {
        System.err.println("benchmarks: " + what);
    }

    /// Assembles the kernel that does nothing.
    static Path emptyKernel() throws IOException, InterruptedException {
        Files.createDirectories(TARGET);
        Path kernel = TARGET.resolve("empty.elf");
        command(
                ROOT,
                List.of(
                        "gcc",
                        "-m32",
                        "-nostdlib",
                        "-static",
                        "-Wl,-Ttext=0x100000,--section-start=.note.pvh=0x101000,--build-id=none,-e,start",
                        "-o",
                        kernel.toString(),
                        "benchmarks/src/main/kernel/empty.S"));
        return kernel;
    }

    /// Ports of the loopback address that are free now.
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

    /// Runs a command in the folder `directory` to its end, which must be good; what it says is this program's output.
    static void command(Path directory, List<String> words)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(words).directory(directory.toFile()).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(
                    "exit status " + process.exitValue() + ": " + String.join(" ", words));
        }
    }

    /// What a command prints; its end must be good.
    static String output(String... words) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(
                    "exit status "
                            + process.exitValue()
                            + ": "
                            + String.join(" ", words)
                            + "\n"
                            + out);
        }
        return out;
    }

    /// Says which Debian packages the programs that are missing on this machine come from.
    ///
    /// @param packages the package of each program that is needed
    /// @throws IOException when a program is missing
    static void need(Map<String, String> packages) throws IOException {
        List<String> missing =
                packages.keySet().stream()
                        .filter(program -> !isOnPath(program))
                        .map(packages::get)
                        .sorted()
                        .distinct()
                        .toList();
        if (!missing.isEmpty()) {
            throw new IOException(
                    "packages are missing: apt-get install " + String.join(" ", missing));
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
