package dev.morgana.examples.https;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/// A server that answers over TLS 1.3 or 1.2, and a client that asks one.
public final class Main {
    private Main() {}

    /// Serves until the process is stopped; with a URL it is the client, and prints what is there.
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1) {
            Client.print(URI.create(arguments[0]));
            return;
        }
        var server = start(8443);
        System.out.println("listening on port " + server.getAddress().getPort());
    }

    /// A server that listens on `port`, 0 for any free one.
    static HttpsServer start(int port) throws IOException {
        var server = HttpsServer.create(new InetSocketAddress(port), 1024);
        server.setHttpsConfigurator(new HttpsConfigurator(Localhost.tls()));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", Main::session);
        server.createContext("/echo", Main::echo);
        server.start();
        return server;
    }

    /// Answers with what was agreed on for this connection.
    private static void session(HttpExchange exchange) throws IOException {
        var session = ((HttpsExchange) exchange).getSSLSession();
        byte[] body =
                (session.getProtocol() + " " + session.getCipherSuite() + "\n")
                        .getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /// Answers with the request's body, while it comes.
    private static void echo(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            exchange.getRequestBody().transferTo(out);
        }
    }
}
