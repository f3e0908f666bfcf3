package dev.morgana.examples.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.concurrent.Executors;

/// A web server on virtual threads: an embedded site, JSON at `/api/status`, `POST /upload` and `GET /download?bytes=N`.
public final class Main {
    private Main() {}

    /// Serves until the process is stopped.
    ///
    /// @param arguments the port, if not 8080
    public static void main(String[] arguments) throws IOException {
        int port = arguments.length == 0 ? 8080 : Integer.parseInt(arguments[0]);
        var server = start(port);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        System.out.println("listening on port " + server.getAddress().getPort());
    }

    /// A server that listens on `port`, 0 for any free one.
    static HttpServer start(int port) throws IOException {
        var router = new Router(new Site()::serve);
        router.add("GET", "/api/status", new Status(router)::serve)
                .add("POST", "/upload", Main::upload)
                .add("GET", "/download", Main::download)
                .add("GET", "/download/sha256", Main::digest);
        var server = HttpServer.create(new InetSocketAddress(port), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", router);
        server.start();
        return server;
    }

    private static void stop(HttpServer server) {
        server.stop(0);
        System.out.println("stopped");
    }

    private static void upload(HttpExchange exchange) throws IOException {
        var digest = Exchanges.sha256();
        byte[] block = new byte[Exchanges.BLOCK];
        InputStream body = exchange.getRequestBody();
        for (int n = body.read(block); n >= 0; n = body.read(block)) {
            digest.update(block, 0, n);
        }
        Exchanges.text(exchange, 200, HexFormat.of().formatHex(digest.digest()) + "\n");
    }

    private static void download(HttpExchange exchange) throws IOException {
        long bytes = Exchanges.bytes(exchange);
        try (var body = Exchanges.begin(exchange, 200, "application/octet-stream", bytes)) {
            Pattern.write(Exchanges.wantsBody(exchange) ? bytes : 0, body::write);
        }
    }

    private static void digest(HttpExchange exchange) throws IOException {
        var digest = Exchanges.sha256();
        Pattern.write(Exchanges.bytes(exchange), digest::update);
        Exchanges.text(exchange, 200, HexFormat.of().formatHex(digest.digest()) + "\n");
    }
}
