package dev.morgana.examples.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The server on the JVM, asked by the JDK's client.
final class MainTest {
    private HttpServer server;
    private HttpClient client;

    @BeforeEach
    void start() throws IOException {
        server = Main.start(0);
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8, <title>Morgana",
        "/index.html, text/html; charset=utf-8, <title>Morgana",
        "/style.css, text/css; charset=utf-8, .hero",
        "/page.js, text/javascript; charset=utf-8, /api/status",
        "/icon.svg, image/svg+xml, <svg"
    })
    void servesTheSite(String path, String type, String part) throws Exception {
        var answer = ask("GET", path, BodyPublishers.noBody());
        assertEquals(200, answer.statusCode());
        assertEquals(type, answer.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(text(answer).contains(part), () -> text(answer));
    }

    @Test
    void thePageAsksNobodyElse() throws Exception {
        for (String path : List.of("/", "/style.css", "/page.js")) {
            String content = text(ask("GET", path, BodyPublishers.noBody()));
            assertFalse(content.contains("http://") || content.contains("https://"), path);
        }
    }

    @Test
    void statusIsJsonThatCounts() throws Exception {
        ask("GET", "/", BodyPublishers.noBody());
        String status = text(ask("GET", "/api/status", BodyPublishers.noBody()));
        assertTrue(status.startsWith("{\n") && status.endsWith("\n}\n"), status);
        assertTrue(status.contains("\"requests\": 2,\n"), status);
        assertTrue(status.contains("\"requestsActive\": 1,\n"), status);
        assertTrue(
                status.contains("\"java\": \"" + System.getProperty("java.version") + "\""),
                status);
        assertTrue(status.matches("(?s).*\"memoryUsed\": [1-9]\\d*,.*"), status);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 65_536, 3_000_001})
    void digestsUploads(int length) throws Exception {
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) 'x');
        var answer = ask("POST", "/upload", BodyPublishers.ofByteArray(body));
        assertEquals(200, answer.statusCode());
        assertEquals(hex(body), text(answer).strip());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 16_384, 16_385, 1_000_003})
    void downloadsAreWhatTheirDigestSays(int bytes) throws Exception {
        var answer = ask("GET", "/download?bytes=" + bytes, BodyPublishers.noBody());
        assertEquals(200, answer.statusCode());
        assertEquals(bytes, answer.body().length);
        var digest = ask("GET", "/download/sha256?bytes=" + bytes, BodyPublishers.noBody());
        assertEquals(hex(answer.body()), text(digest).strip());
    }

    @Test
    void downloadsAreTheSameInEveryProcess() throws Exception {
        var answer = ask("GET", "/download?x=1&bytes=1000000", BodyPublishers.noBody());
        assertEquals(
                "ff9c021b9021c422bf840617f33c2d8da081229d93874394557d17a8f9b08fe6",
                hex(answer.body()));
        var shorter = ask("GET", "/download?bytes=777", BodyPublishers.noBody());
        assertArrayEquals(Arrays.copyOf(answer.body(), 777), shorter.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?bytes",
                "?bytes=",
                "?bytes=-1",
                "?bytes=+1",
                "?bytes=1.5",
                "?bytes=abc",
                "?byte=1",
                "?bytes=1&bytes=2",
                "?bytes=1073741825",
                "?bytes=99999999999999999999",
                "?bytes=%31",
                "?bytes=\u0661"
            })
    void refusesBadSizes(String query) throws Exception {
        for (String path : List.of("/download", "/download/sha256")) {
            var answer = ask("GET", path + query, BodyPublishers.noBody());
            assertEquals(400, answer.statusCode());
            assertEquals("bytes=N is needed once, N a number from 0 to 1073741824\n", text(answer));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/site/index.html",
                "/index.html/",
                "/api/status/",
                "/uploads",
                "/../site/index.html",
                "/%2e%2e/x"
            })
    void unknownPathsAre404(String path) throws Exception {
        assertEquals(404, ask("GET", path, BodyPublishers.noBody()).statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /, 'GET, HEAD'",
        "DELETE, /api/status, 'GET, HEAD'",
        "GET, /upload, POST",
        "HEAD, /upload, POST",
        "PUT, /upload, POST",
        "POST, /download, 'GET, HEAD'"
    })
    void otherMethodsAre405(String method, String path, String allowed) throws Exception {
        var answer = ask(method, path, BodyPublishers.noBody());
        assertEquals(405, answer.statusCode());
        assertEquals(allowed, answer.headers().firstValue("Allow").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/status", "/download?bytes=123456", "/nothing", "/download"})
    void headIsGetWithoutTheBody(String path) throws Exception {
        var get = ask("GET", path, BodyPublishers.noBody());
        var head = ask("HEAD", path, BodyPublishers.noBody());
        assertEquals(get.statusCode(), head.statusCode());
        assertEquals(0, head.body().length);
        assertEquals(
                get.headers().firstValue("Content-Type"),
                head.headers().firstValue("Content-Type"));
        if (!path.equals("/api/status")) {
            assertEquals(
                    get.headers().firstValue("Content-Length"),
                    head.headers().firstValue("Content-Length"));
        }
    }

    private HttpResponse<byte[]> ask(String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        var uri = URI.create("http://localhost:" + server.getAddress().getPort() + path);
        return client.send(
                HttpRequest.newBuilder(uri).method(method, body).build(),
                BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String hex(byte[] content) {
        var digest = Exchanges.sha256();
        digest.update(content);
        return HexFormat.of().formatHex(digest.digest());
    }
}
