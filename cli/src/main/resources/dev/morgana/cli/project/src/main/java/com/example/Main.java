package com.example;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// A page over HTTP.
public final class Main {
    private static final int PORT = 8080;

    public static void main(String[] arguments) throws IOException {
        byte[] page = (System.getProperty("greeting", "hello") + ", world\n").getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(PORT), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        System.out.println("listening on port " + PORT);
    }
}
