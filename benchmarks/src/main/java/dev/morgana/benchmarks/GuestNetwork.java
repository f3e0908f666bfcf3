package dev.morgana.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The wire between this machine and a guest: a TAP device in a network namespace, from which nothing leads out.
final class GuestNetwork {
    static final String TAP = "tap0";
    static final String GUEST = "10.1.0.1";
    static final String GUEST_MAC = "52:54:00:12:34:56";
    static final int HTTP_PORT = 8080;

    /// What is asked for.
    static final String PATH = "/api/status";

    private static final String HERE = "10.1.0.2/24";

    private GuestNetwork() {}

    /// Starts this program once more, in a network namespace of its own that ends with it, and waits for its end.
    ///
    /// @return its exit status
    static int enter(List<String> arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("unshare", "--net"));
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        line.addAll(arguments);
        return new ProcessBuilder(line).inheritIO().start().waitFor();
    }

    /// Makes the wire, in the namespace that this program runs in.
    static void create() throws IOException, InterruptedException {
        ip("link set lo up");
        ip("tuntap add " + TAP + " mode tap");
        ip("address add " + HERE + " dev " + TAP);
        ip("link set " + TAP + " up");
        // Looked up, the address would be lost for seconds whenever a guest ends and the next one
        // starts.
        ip("neighbour add " + GUEST + " lladdr " + GUEST_MAC + " nud permanent dev " + TAP);
    }

    private static void ip(String words) throws IOException, InterruptedException {
        Tools.output(("ip " + words).split(" ", -1));
    }

    /// @throws IOException when this user may not make namespaces and TAP devices
    static void needPrivilege() throws IOException {
        if (!System.getProperty("user.name").equals("root")) {
            throw new IOException("needs root, for a network namespace with a TAP device in it");
        }
        if (!Files.exists(Path.of("/dev/net/tun"))) {
            throw new IOException("needs /dev/net/tun");
        }
    }
}
