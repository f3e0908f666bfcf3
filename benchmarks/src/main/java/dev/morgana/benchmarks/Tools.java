package dev.morgana.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        Files.createDirectories(TARGET);
        Path image = TARGET.resolve(Path.of(application).getFileName() + ".elf");
        command(List.of("./morgana", "build", application, "-o", image.toString()));
        return image;
    }

    /// Assembles the kernel that does nothing.
    static Path emptyKernel() throws IOException, InterruptedException {
        Files.createDirectories(TARGET);
        Path kernel = TARGET.resolve("empty.elf");
        command(
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

    private static void command(List<String> words) throws IOException, InterruptedException {
        int status =
                new ProcessBuilder(words).directory(ROOT.toFile()).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException("exit status " + status + ": " + String.join(" ", words));
        }
    }
}
