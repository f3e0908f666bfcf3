package dev.morgana.benchmarks;

import dev.morgana.benchmarks.guest.Bulk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What the guests are made from: an image, a run-time image of Java, and Debian's packages. Making it takes the network, and minutes; it lies in the build's
/// folder afterwards.
final class GuestParts {
    /// Of all that is in a jar, so that its image is built anew only when the program has changed.
    private static final String DATE = "2026-01-01T00:00:00Z";

    private static final Path TARGET = Tools.file("benchmarks/target/guests");
    private static final Path DEBIAN = TARGET.resolve("debian");
    private static final Path JAVA = TARGET.resolve("java");
    private static final String WEB = "examples/web";
    private static final Path WEB_JAR = TARGET.resolve("web.jar");
    private static final Path BULK_JAR = TARGET.resolve("bulk.jar");
    private static final Map<String, String> PROGRAMS =
            Map.of(
                    "qemu-system-x86_64", "qemu-system-x86",
                    "apt-get", "apt",
                    "dpkg-deb", "dpkg",
                    "mke2fs", "e2fsprogs",
                    "ip", "iproute2",
                    "unshare", "util-linux",
                    "wrk", "wrk");

    /// Nothing is compiled while it runs.
    private static final int WARM_UP_SECONDS = 5;

    private final LinuxGuest linux = new LinuxGuest(new DebianPackages(DEBIAN), TARGET);

    private GuestParts() {}

    /// Makes them anew.
    static void make() throws IOException, InterruptedException {
        Tools.need(PROGRAMS);
        Tools.command(Path.of("/"), List.of("rm", "-rf", TARGET.toString()));
        Files.createDirectories(DEBIAN);
        Tools.progress("Debian's packages");
        DebianPackages.unpack(DEBIAN);
        Tools.progress("the images");
        Tools.image(WEB);
        jar(WEB_JAR, Tools.file(WEB + "/target/classes"), "dev.morgana.examples.web.Main", ".");
        jar(
                BULK_JAR,
                Tools.file("benchmarks/target/run"),
                Bulk.class.getName(),
                "dev/morgana/benchmarks/guest");
        Tools.image(BULK_JAR.toString());
        Tools.progress("a Java run-time image");
        link();
    }

    /// Packs the classes below `folder` in `classes`.
    static void jar(Path jar, Path classes, String main, String folder)
            throws IOException, InterruptedException {
        Tools.output(
                tool("jar"),
                "--create",
                "--no-compress",
                "--date",
                DATE,
                "--file",
                jar.toString(),
                "--main-class",
                main,
                "-C",
                classes.toString(),
                folder);
    }

    /// A program of the JDK that this program runs on.
    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /// A JDK with what the program needs and with its archive of classes, which makes its start quicker.
    private static void link() throws IOException, InterruptedException {
        Tools.output(
                tool("jlink"),
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
        return new GuestParts();
    }

    /// `examples/web`, as an image and on a JVM.
    List<Guest> web() throws IOException, InterruptedException {
        return List.of(image(WEB), linux.jvm(JAVA, WEB_JAR));
    }

    /// [Bulk], as an image and on a JVM.
    List<Guest> bulk() throws IOException, InterruptedException {
        return List.of(image(BULK_JAR.toString()), linux.jvm(JAVA, BULK_JAR));
    }

    private static Guest image(String application) {
        Path image = Tools.imageFile(application);
        String append = "net.ipv4=" + GuestNetwork.GUEST + "/24";
        return new Guest(
                "Morgana",
                List.of(image),
                memory -> Qemu.image(image, memory).with("-append", append),
                WARM_UP_SECONDS);
    }

    /// nginx, which answers with `page`.
    Guest nginx(byte[] page) throws IOException, InterruptedException {
        return linux.nginx(page);
    }
}
