package dev.morgana.examples.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;

/// The pages, embedded as resources of the class path. Only the files listed here exist, whatever a path looks like.
final class Site {
    private static final Map<String, String> TYPES =
            Map.of(
                    "/index.html", "text/html; charset=utf-8",
                    "/style.css", "text/css; charset=utf-8",
                    "/page.js", "text/javascript; charset=utf-8",
                    "/icon.svg", "image/svg+xml");

    private Site() {}

    /// Answers with the file at the request's path, or 404.
    static void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String file = "/".equals(path) ? "/index.html" : path;
        String type = TYPES.get(file);
        if (type == null) {
            Exchanges.text(exchange, 404, "no such page: " + path + "\n");
            return;
        }
        try (var content = Site.class.getResourceAsStream("/site" + file)) {
            if (content == null) {
                throw new IOException("missing from the image: " + file);
            }
            Exchanges.bytes(exchange, 200, type, content.readAllBytes());
        }
    }
}
