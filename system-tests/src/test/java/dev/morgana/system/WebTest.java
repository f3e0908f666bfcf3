package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morgana.benchmarks.HttpConnection;
import dev.morgana.benchmarks.HttpLoad;
import dev.morgana.benchmarks.Samples;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `examples/web` in one machine with 64 MB for all tests, asked over the card.
final class WebTest {
    private static final int MEGABYTE = 1 << 20;

    private static int port;
    private static Session session;

    @BeforeAll
    static void start() throws Exception {
        Morgana.build("examples/web");
        port = Host.freePort();
        session = Morgana.start("run", "examples/web", "--memory", "64M", "-p", port + ":8080");
        session.awaitOut("listening on port 8080\n");
        session.awaitErr(String.valueOf(port));
    }

    /// Ctrl-C stops the server in good order, after all that.
    @AfterAll
    static void stop() throws Exception {
        try (Session stopping = session) {
            stopping.signal("INT")
                    .end()
                    .assertStatus(130)
                    .assertOut("listening on port 8080\nstopped\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, true, 10000", "64, true, 10000", "64, false, 10000", "1, false, 2000"})
    void answersManyRequests(int connections, boolean keepAlive, int requests) throws Exception {
        HttpLoad.Outcome outcome =
                new HttpLoad(port, "/api/status", requests, connections, keepAlive)
                        .run(WebTest::isStatus);
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
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] block = new byte[MEGABYTE];
        new Random(7).nextBytes(block);
        for (int i = 0; i < 100; i++) {
            digest.update(block);
        }
        var body =
                HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofByteArrays(Collections.nCopies(100, block)),
                        100L * MEGABYTE);
        try (HttpClient client = client()) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(uri("/upload")).POST(body).build(),
                            BodyHandlers.ofString());
            assertEquals(200, answer.statusCode());
            assertEquals(HexFormat.of().formatHex(digest.digest()), answer.body().strip());
        }
    }

    @Test
    void a100MegabyteDownloadArrivesIntact() throws Exception {
        long bytes = 100L * MEGABYTE;
        try (HttpClient client = client()) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(uri("/download?bytes=" + bytes)).build(),
                            BodyHandlers.ofInputStream());
            assertEquals(200, answer.statusCode());
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            assertEquals(bytes, digested(answer.body(), digest));
            var expected =
                    client.send(
                            HttpRequest.newBuilder(uri("/download/sha256?bytes=" + bytes)).build(),
                            BodyHandlers.ofString());
            assertEquals(expected.body().strip(), HexFormat.of().formatHex(digest.digest()));
        }
    }

    private static long digested(InputStream content, MessageDigest digest) throws Exception {
        long count = 0;
        byte[] block = new byte[65_536];
        try (content) {
            for (int n = content.read(block); n >= 0; n = content.read(block)) {
                digest.update(block, 0, n);
                count += n;
            }
        }
        return count;
    }

    @Test
    void theStatusIsThatOfTheImage() throws Exception {
        try (HttpConnection connection = HttpConnection.open(port)) {
            JsonNode status =
                    new ObjectMapper().readTree(connection.get("/api/status", true).text());
            assertTrue(status.get("java").asText().startsWith("25"), status::toString);
            assertTrue(status.get("memoryMaximum").asLong() < 64L * MEGABYTE, status::toString);
            assertTrue(status.get("requests").asLong() >= 1, status::toString);
            assertTrue(
                    Math.abs(status.get("timeMillis").asLong() - System.currentTimeMillis())
                            < 60_000,
                    status::toString);
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
        try (HttpConnection connection = HttpConnection.open(port)) {
            assertEquals(status, connection.get(path, true).status());
        }
    }

    /// Clients that go away in the middle do no harm.
    @Test
    void clientsMayVanish() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (HttpClient client = client()) {
                var answer =
                        client.send(
                                HttpRequest.newBuilder(uri("/download?bytes=100000000")).build(),
                                BodyHandlers.ofInputStream());
                assertTrue(answer.body().readNBytes(1000 * i).length == 1000 * i);
                answer.body().close();
            }
        }
        theStatusIsThatOfTheImage();
    }

    @Test
    @Tag("soak")
    void answersForLong() throws Exception {
        for (int round = 0; round < 20; round++) {
            answersManyRequests(64, round % 2 == 0, 20_000);
        }
        for (int round = 0; round < 10; round++) {
            a100MegabyteUploadArrivesIntact();
            a100MegabyteDownloadArrivesIntact();
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
