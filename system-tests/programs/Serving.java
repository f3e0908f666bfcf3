import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/// A web server that tells the counters of the network and of the memory, at `/collected` after a collection of the whole heap.
final class Serving {
    private static final String STATE = "/proc/morgana/";

    private Serving() {}

    static void main() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(8080), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/status", Serving::tell);
        server.createContext(
                "/collected",
                exchange -> {
                    System.gc();
                    tell(exchange);
                });
        server.start();
        System.out.println("listening on port 8080");
    }

    private static void tell(HttpExchange exchange) throws IOException {
        String all = "{\"network\": " + state("network") + ", \"memory\": " + state("memory") + "}";
        byte[] status = all.getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(200, status.length);
        try (var body = exchange.getResponseBody()) {
            body.write(status);
        }
    }

    private static String state(String file) throws IOException {
        return Files.readString(Path.of(STATE + file));
    }
}
