package dev.morgana.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The load generator against a server of the JDK that answers every third request wrongly when it is asked for `/flaky`.
final class HttpLoadTest {
    private final AtomicInteger served = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    boolean flaky = exchange.getRequestURI().getPath().equals("/flaky");
                    byte[] body = "answer".getBytes(StandardCharsets.UTF_8);
                    int status = served.incrementAndGet() % 3 == 0 && flaky ? 500 : 200;
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyRequestIsMadeOnceAndChecked(boolean keepAlive) throws InterruptedException {
        HttpLoad.Outcome outcome =
                load("/", keepAlive).run(answer -> answer.text().equals("answer"));
        assertEquals(List.of(), outcome.failures());
        assertEquals(200, outcome.latencies().count());
        assertEquals(200, served.get());
    }

    @Test
    void wrongAnswersAreFailures() throws InterruptedException {
        HttpLoad.Outcome outcome = load("/flaky", true).run(answer -> answer.status() == 200);
        assertEquals(66, outcome.failures().size());
        assertEquals(
                "java.io.IOException: wrong answer with status 500", outcome.failures().getFirst());
        assertEquals(134, outcome.latencies().count());
    }

    @Test
    void noAnswerAtAllIsAnError() {
        assertThrows(IllegalStateException.class, () -> load("/", false).run(_ -> false));
    }

    private HttpLoad load(String path, boolean keepAlive) {
        return new HttpLoad(List.of(server.getAddress().getPort()), path, 200, 8, keepAlive);
    }
}
