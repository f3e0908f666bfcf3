package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morgana.benchmarks.HttpConnection;
import dev.morgana.benchmarks.HttpLoad;
import dev.morgana.benchmarks.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `examples/web` in one machine with 64 MB for all tests, asked over the card.
final class WebTest {
    private static final int CONNECTIONS = 64;

    private static List<Integer> ports;
    private static Session session;

    @BeforeAll
    static void start() throws Exception {
        Morgana.build("examples/web");
        ports = Host.freePorts(CONNECTIONS);
        List<String> line = new ArrayList<>(List.of("run", "examples/web", "--memory", "64M"));
        ports.forEach(port -> line.addAll(List.of("-p", port + ":8080")));
        session = Morgana.start(line.toArray(String[]::new));
        session.awaitOut("listening on port 8080\n");
        session.awaitErr(String.valueOf(ports.getLast()));
    }

    /// Ctrl-C stops the server in good order, after all that.
    @AfterAll
    static void stop() throws Exception {
        try (Session stopping = session) {
            Transcript ended = stopping.signal("INT").end().assertStatus(130);
            ended.assertOut("listening on port 8080\nstopped\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, true, 10000", "64, true, 10000", "64, false, 10000", "1, false, 2000"})
    void answersManyRequests(int connections, boolean keepAlive, int requests) throws Exception {
        load(connections, keepAlive, requests);
    }

    private static void load(int connections, boolean keepAlive, int requests) throws Exception {
        var load = new HttpLoad(ports, "/api/status", requests, connections, keepAlive);
        HttpLoad.Outcome outcome = load.run(WebTest::isStatus);
        System.out.printf(
                Locale.ROOT,
                "%d requests, %d connections, keep-alive %b: %.0f/s, median %s ms%n",
                requests,
                connections,
                keepAlive,
                outcome.rate(),
                Samples.millis(outcome.latencies().median()));
        assertEquals(List.of(), outcome.failures());
        assertEquals(requests, outcome.latencies().count());
    }

    private static boolean isStatus(HttpConnection.Answer answer) {
        return answer.status() == 200
                && answer.text().startsWith("{")
                && answer.text().endsWith("}\n");
    }

    @Test
    void a100MegabyteUploadArrivesIntact() throws Exception {
        new Transfers(ports.getFirst()).upload(100);
    }

    @Test
    void a100MegabyteDownloadArrivesIntact() throws Exception {
        new Transfers(ports.getFirst()).download(100);
    }

    /// Clients that go away in the middle do no harm.
    @Test
    void clientsMayVanish() throws Exception {
        for (int i = 0; i < 50; i++) {
            new Transfers(ports.getFirst()).abandon(1000 * i);
        }
        checkStatus();
    }

    @Test
    void theStatusIsThatOfTheImage() throws Exception {
        checkStatus();
    }

    private static void checkStatus() throws IOException {
        try (HttpConnection connection = HttpConnection.open(ports.getFirst())) {
            JsonNode status =
                    new ObjectMapper().readTree(connection.get("/api/status", true).text());
            assertTrue(status.get("java").asText().startsWith("25"), status::toString);
            assertTrue(
                    status.get("memoryMaximum").asLong() < 64 * Transfers.MEGABYTE,
                    status::toString);
            assertTrue(status.get("requests").asLong() >= 1, status::toString);
            long apart = Math.abs(status.get("timeMillis").asLong() - System.currentTimeMillis());
            assertTrue(apart < 60_000, status::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/nothing, 404",
        "/download, 400",
        "/download?bytes=-1, 400",
        "/upload, 405",
        "/, 200",
        "/style.css, 200",
        "/page.js, 200",
        "/icon.svg, 200"
    })
    void answersLikeOnTheJvm(String path, int status) throws Exception {
        try (HttpConnection connection = HttpConnection.open(ports.getFirst())) {
            assertEquals(status, connection.get(path, true).status());
        }
    }

    @Test
    @Tag("soak")
    void answersForLong() throws Exception {
        for (int round = 0; round < 20; round++) {
            load(64, round % 2 == 0, 20_000);
        }
        for (int round = 0; round < 10; round++) {
            new Transfers(ports.getFirst()).upload(100);
            new Transfers(ports.getFirst()).download(100);
        }
    }
}
