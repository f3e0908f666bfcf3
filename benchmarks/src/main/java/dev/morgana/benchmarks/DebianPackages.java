package dev.morgana.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The contents of Debian's packages, fetched by apt, which checks their sums, and kept in a cache below the user's own.
final class DebianPackages {
    private static final Path CACHE =
            Path.of(System.getProperty("user.home"), ".cache", "morgana", "debian");

    /// Kernel, shell and web server with the libraries that they and a JVM link with. What "linux-image-cloud-amd64" names is found out.
    private static final List<String> NAMES =
            List.of(
                    "busybox-static",
                    "nginx",
                    "libc6",
                    "libcrypt1",
                    "libpcre2-8-0",
                    "libssl3",
                    "zlib1g");

    private final Path root;

    /// What [#unpack] has put into `root`.
    DebianPackages(Path root) {
        this.root = root;
    }

    /// Fetches what the cache lacks and unpacks all of it into `root`. A package in the cache needs no network.
    static void unpack(Path root) throws IOException, InterruptedException {
        Files.createDirectories(CACHE);
        List<String> names = new ArrayList<>(NAMES);
        names.add(kernelPackage());
        // The user that apt would take for downloads cannot write into root's folders.
        List<String> line =
                new ArrayList<>(
                        List.of("apt-get", "-qq", "-o", "APT::Sandbox::User=root", "download"));
        line.addAll(names);
        Tools.command(CACHE, line);
        for (String name : names) {
            Tools.command(
                    CACHE, List.of("dpkg-deb", "-x", newest(name).toString(), root.toString()));
        }
    }

    /// The package that the empty package of the newest kernel depends on.
    private static String kernelPackage() throws IOException, InterruptedException {
        String told = Tools.output("apt-cache", "depends", "linux-image-cloud-amd64");
        return told.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Depends: linux-image-"))
                .map(line -> line.substring("Depends: ".length()))
                .findFirst()
                .orElseThrow(() ->
                        new IOException(
                                "apt knows no package linux-image-cloud-amd64: run apt-get update"));
    }

    private static Path newest(String name) throws IOException {
        try (Stream<Path> files = Files.list(CACHE)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name + "_"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .orElseThrow(() -> new IOException("not in " + CACHE + ": " + name));
        }
    }

    /// A file of the packages, by its path without the leading slash.
    Path file(String path) {
        return root.resolve(path);
    }

    /// The kernel.
    Path kernel() throws IOException {
        return only(root.resolve("boot"), "vmlinuz-");
    }

    /// The folder of the kernel's modules.
    Path modules() throws IOException {
        return only(root.resolve("lib/modules"), "").resolve("kernel");
    }

    private static Path only(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow(() -> new IOException("nothing like " + prefix + " in " + folder));
        }
    }
}
