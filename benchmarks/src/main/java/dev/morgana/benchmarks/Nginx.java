package dev.morgana.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Debian's nginx on this machine's own sockets: one process, no log, connections that stay, a page of 1 KB that is kept open.
final class Nginx {
    private static final int PORT = 8081;

    /// The page.
    static final String URL = "http://127.0.0.1:" + PORT + "/page";

    private static final Path FOLDER = Tools.file("benchmarks/target/nginx");
    private static final Path CONFIGURATION = FOLDER.resolve("nginx.conf");
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Nginx() {}

    /// Writes its configuration and the page.
    static void configure() throws IOException {
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("page"), "x".repeat(1024));
        Files.writeString(
                CONFIGURATION,
                """
                user root;
                daemon off;
                master_process off;
                error_log stderr;
                pid %1$s/pid;
                events { worker_connections 1024; }
                http {
                    access_log off;
                    keepalive_requests 1000000000;
                    sendfile on;
                    tcp_nodelay on;
                    open_file_cache max=16;
                    server {
                        listen 127.0.0.1:%2$d;
                        root %1$s;
                    }
                }
                """
                        .formatted(FOLDER, PORT));
    }

    /// Starts it in the foreground.
    static List<String> command() {
        return List.of("nginx", "-c", CONFIGURATION.toString());
    }

    /// Waits until it serves the page.
    static void awaitAnswer() throws IOException, InterruptedException {
        var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT);
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            try (var connection = HttpConnection.open(server, LIMIT)) {
                if (connection.get("/page", true).status() == 200) {
                    return;
                }
            } catch (IOException e) {
                Thread.sleep(5); // nobody listens yet
            }
        }
        throw new IOException("nginx does not answer");
    }
}
