package dev.morgana.examples.greeter;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;

/// A page that greets. What it says and where it listens are system properties, as in any program; which of them may be set when the
/// machine boots is said in [GreeterMachine].
public final class Main {
    private Main() {}

    static void main() throws IOException {
        int port = Integer.getInteger("port", 8080);
        String page =
                "%s from %s%n%s"
                        .formatted(
                                System.getProperty("greeting", "hello"),
                                ZoneId.systemDefault(),
                                Files.readString(Path.of(System.getProperty("motd", "motd.txt"))));
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        System.out.println("listening on port " + port);
    }
}
