package dev.morgana.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What the guests are made from: an image, a run-time image of Java, and Debian's packages. Making it takes the network, and minutes; it lies in the build's
/// folder afterwards.
final class GuestParts {
    private static final Path TARGET = Tools.file("benchmarks/target/guests");
    private static final Path DEBIAN = TARGET.resolve("debian");
    private static final Path JAVA = TARGET.resolve("java");
    private static final Path WEB_CLASSES = Tools.file("examples/web/target/classes");
    private static final String WEB_MAIN = "dev.morgana.examples.web.Main";
    private static final Map<String, String> PROGRAMS =
            Map.of(
                    "qemu-system-x86_64", "qemu-system-x86",
                    "apt-get", "apt",
                    "dpkg-deb", "dpkg",
                    "ip", "iproute2",
                    "unshare", "util-linux",
                    "wrk", "wrk");

    private final Path web;
    private final LinuxGuest linux;

    private GuestParts(Path web) {
        this.web = web;
        this.linux = new LinuxGuest(new DebianPackages(DEBIAN), TARGET);
    }

    /// Makes them anew.
    static void make() throws IOException, InterruptedException {
        Tools.need(PROGRAMS);
        Tools.command(Path.of("/"), List.of("rm", "-rf", TARGET.toString()));
        Files.createDirectories(DEBIAN);
        Tools.progress("Debian's packages");
        DebianPackages.unpack(DEBIAN);
        Tools.progress("the image of examples/web");
        Tools.image("examples/web");
        Tools.progress("a Java run-time image");
        link();
    }

    /// A JDK with what the program needs and with its archive of classes, which makes its start quicker.
    private static void link() throws IOException, InterruptedException {
        Path jlink = Path.of(System.getProperty("java.home"), "bin", "jlink");
        Tools.output(
                jlink.toString(),
                "--add-modules",
                "java.base,jdk.httpserver,java.logging",
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--generate-cds-archive",
                "--output",
                JAVA.toString());
        // Serves only a JVM with a heap of more than 32 GB.
        Files.delete(JAVA.resolve("lib/server/classes_nocoops.jsa"));
    }

    /// What [#make] has made.
    static GuestParts made() {
        return new GuestParts(Tools.imageFile("examples/web"));
    }

    /// The image.
    Guest morgana() {
        String append = "net.ipv4=" + GuestNetwork.GUEST + "/24";
        return new Guest(
                "Morgana", List.of(web), memory -> Qemu.image(web, memory).with("-append", append));
    }

    /// The same program on a JVM.
    Guest jvm() throws IOException {
        return linux.jvm(JAVA, WEB_CLASSES, WEB_MAIN);
    }

    /// nginx, which answers with what the program had answered.
    Guest nginx(byte[] page) throws IOException {
        return linux.nginx(page);
    }
}
