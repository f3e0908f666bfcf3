package dev.morgana.examples.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The pages, embedded as resources of the class path. Only the files listed here exist, whatever a path looks like; each is read
/// when it is first asked for, and kept.
final class Site {
    private static final Map<String, String> TYPES =
            Map.of(
                    "/index.html", "text/html; charset=utf-8",
                    "/style.css", "text/css; charset=utf-8",
                    "/page.js", "text/javascript; charset=utf-8",
                    "/icon.svg", "image/svg+xml");

    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

    /// Answers with the file at the request's path, or 404.
    void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String file = "/".equals(path) ? "/index.html" : path;
        String type = TYPES.get(file);
        if (type == null) {
            Exchanges.text(exchange, 404, "no such page: " + path + "\n");
            return;
        }
        Exchanges.bytes(exchange, 200, type, content(file));
    }

    private byte[] content(String file) throws IOException {
        byte[] kept = contents.get(file);
        if (kept == null) {
            kept = read(file);
            contents.put(file, kept);
        }
        return kept;
    }

    private static byte[] read(String file) throws IOException {
        try (var content = Site.class.getResourceAsStream("/site" + file)) {
            if (content == null) {
                throw new IOException("missing from the image: " + file);
            }
            return content.readAllBytes();
        }
    }
}
