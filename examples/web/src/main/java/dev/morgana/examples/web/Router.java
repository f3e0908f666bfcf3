package dev.morgana.examples.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Finds the handler of a request by its exact path and counts the requests. Methods that a path does not know get 405, requests
/// that a handler calls bad get 400.
final class Router implements HttpHandler {
    private record Route(String method, HttpHandler handler) {
        boolean takes(String asked) {
            return asked.equals(method) || (asked.equals("HEAD") && method.equals("GET"));
        }

        String allowed() {
            return method.equals("GET") ? "GET, HEAD" : method;
        }
    }

    private final Map<String, Route> routes = new HashMap<>();
    private final Route otherwise;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicInteger active = new AtomicInteger();

    /// A router that gives `otherwise` every path that is not added; like all of them it knows HEAD when it knows GET.
    Router(HttpHandler otherwise) {
        this.otherwise = new Route("GET", otherwise);
    }

    /// Gives `path` to `handler`; not while requests are served.
    Router add(String method, String path, HttpHandler handler) {
        routes.put(path, new Route(method, handler));
        return this;
    }

    /// Requests since the start.
    long requests() {
        return requests.get();
    }

    /// Requests that are being answered now.
    int active() {
        return active.get();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        active.incrementAndGet();
        try {
            answer(routes.getOrDefault(exchange.getRequestURI().getPath(), otherwise), exchange);
        } finally {
            active.decrementAndGet();
        }
    }

    private static void answer(Route route, HttpExchange exchange) throws IOException {
        if (!route.takes(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", route.allowed());
            Exchanges.text(exchange, 405, "method not allowed\n");
            return;
        }
        try {
            route.handler().handle(exchange);
        } catch (BadRequestException e) {
            Exchanges.text(exchange, 400, e.getMessage() + "\n");
        }
    }
}
