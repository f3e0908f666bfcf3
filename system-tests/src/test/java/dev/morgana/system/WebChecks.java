package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morgana.benchmarks.HttpConnection;
import dev.morgana.benchmarks.HttpLoad;
import dev.morgana.benchmarks.Samples;
import dev.morgana.junit.Booted;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `examples/web`, asked over the card: booted once for all tests.
abstract class WebChecks {
    /// How many ask at once, each by a port of this host of its own.
    static final int CONNECTIONS = 64;

    private static final String LISTENING = "listening on port 8080\n";

    private static List<Integer> ports = List.of();

    private final int share;

    /// @param share which part of the load it gets: 10 stands for a tenth
    WebChecks(int share) {
        this.share = share;
    }

    @BeforeAll
    static void await(Booted web) {
        web.awaitOutput(LISTENING);
        ports = web.addresses("8080").stream().map(InetSocketAddress::getPort).toList();
    }

    /// SIGTERM stops the server in good order, after all that.
    @AfterAll
    static void stop(Booted web) {
        OrderlyEnd.assertStops(web, LISTENING + "stopped\n");
    }

    @ParameterizedTest
    @CsvSource({"1, true, 10000", "64, true, 10000", "64, false, 10000", "1, false, 2000"})
    void answersManyRequests(int connections, boolean keepAlive, int requests) throws Exception {
        load(connections, keepAlive, requests / share);
    }

    private static void load(int connections, boolean keepAlive, int requests) throws Exception {
        var load = new HttpLoad(ports, "/api/status", requests, connections, keepAlive);
        HttpLoad.Outcome outcome = load.run(WebChecks::isStatus);
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
    void aLongUploadArrivesIntact() throws Exception {
        new Transfers(ports.getFirst()).upload(100 / share);
    }

    @Test
    void aLongDownloadArrivesIntact() throws Exception {
        new Transfers(ports.getFirst()).download(100 / share);
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

    /// Every layer that a request passes has counted it.
    @ParameterizedTest
    @CsvSource({
        "network, device, receivedFrames",
        "network, device, sentBytes",
        "network, device, notifications",
        "network, ethernet, received",
        "network, ipv4, delivered",
        "network, ipv4, sent",
        "network, tcp, received",
        "network, tcp, passiveOpens",
        "network, sockets, wakes",
        "network, sockets, turns"
    })
    void countersGrow(String file, String layer, String name) throws Exception {
        JsonNode before = status().get(file).get(layer);
        JsonNode after = status().get(file).get(layer);
        assertTrue(
                after.get(name).asLong() > before.get(name).asLong(), () -> before + " " + after);
    }

    @Test
    void theMemoryAddsUp() throws Exception {
        JsonNode memory = status().get("memory");
        long total = memory.get("machine").get("total").asLong();
        assertTrue(total <= 64 * Transfers.MEGABYTE, memory::toString);
        assertTrue(memory.get("machine").get("free").asLong() < total, memory::toString);
        JsonNode heap = memory.get("heap");
        long committed = heap.get("committed").asLong();
        assertTrue(heap.get("used").asLong() <= committed, memory::toString);
        assertTrue(committed < total, memory::toString);
    }

    static JsonNode status() throws IOException {
        try (HttpConnection connection = HttpConnection.open(ports.getFirst())) {
            return new ObjectMapper().readTree(connection.get("/api/status", true).text());
        }
    }

    private static void checkStatus() throws IOException {
        JsonNode status = status();
        assertTrue(status.get("java").asText().startsWith("25"), status::toString);
        assertTrue(
                status.get("memoryMaximum").asLong() < 64 * Transfers.MEGABYTE, status::toString);
        assertTrue(status.get("requests").asLong() >= 1, status::toString);
        long apart = Math.abs(status.get("timeMillis").asLong() - System.currentTimeMillis());
        assertTrue(apart < 60_000, status::toString);
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
    void hasTheStatusOfItsPath(String path, int status) throws Exception {
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
