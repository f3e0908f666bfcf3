package dev.morgana.examples.https;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Server and client on the JVM.
final class MainTest {
    private HttpsServer server;
    private URI uri;

    @BeforeEach
    void start() throws IOException {
        server = Main.start(0);
        uri = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, TLSv1.3 TLS_AES_256_GCM_SHA384",
        "TLSv1.2, TLSv1.2 TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
    })
    void saysWhatWasAgreedOn(String version, String said) throws Exception {
        var parameters = new SSLParameters();
        parameters.setProtocols(new String[] {version});
        try (var client = builder().sslParameters(parameters).build()) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(uri).build(),
                            BodyHandlers.ofString(StandardCharsets.US_ASCII));
            assertEquals(said + "\n", answer.body());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_384, 3_000_001})
    void givesBodiesBack(int bytes) throws Exception {
        byte[] sent = new byte[bytes];
        new Random(bytes).nextBytes(sent);
        try (var client = builder().build()) {
            var request =
                    HttpRequest.newBuilder(uri.resolve("/echo"))
                            .POST(BodyPublishers.ofByteArray(sent))
                            .build();
            assertArrayEquals(sent, client.send(request, BodyHandlers.ofByteArray()).body());
        }
    }

    /// JSSE fails where a connection ends without close_notify (RFC 8446 6.1).
    @Test
    void connectionsEndInGoodOrder() throws Exception {
        try (var socket = socket()) {
            socket.getOutputStream()
                    .write(
                            "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();
            assertEquals("HTTP/1.1 200 OK", new String(answer, 0, 15, StandardCharsets.US_ASCII));
        }
    }

    @Test
    void strangersDoNotTrustIt() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            assertThrows(
                    SSLException.class,
                    () ->
                            client.send(
                                    HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()));
        }
    }

    @Test
    void theClientPrintsWhatThereIs() throws Exception {
        var out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            Main.main(new String[] {uri.toString()});
        } finally {
            System.setOut(before);
        }
        assertEquals(
                "HTTP_1_1 200 TLSv1.3\nTLSv1.3 TLS_AES_256_GCM_SHA384\n",
                out.toString(StandardCharsets.UTF_8));
    }

    private static HttpClient.Builder builder() throws IOException {
        return HttpClient.newBuilder().sslContext(Localhost.tls());
    }

    private SSLSocket socket() throws IOException {
        return (SSLSocket)
                Localhost.tls().getSocketFactory().createSocket(uri.getHost(), uri.getPort());
    }
}
