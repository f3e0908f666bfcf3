package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `examples/https` as a client of this machine, which is 10.0.2.2 for it: `java.net.http.HttpClient` and `URL.openStream`.
final class HttpsClientTest {
    private static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void asksOverTls(String version) throws Exception {
        HttpServer server = https(TestCertificate.ofTheExample(), version);
        fetch("https", server)
                .assertStatus(0)
                .assertOut("HTTP_1_1 200 " + version + "\nserved by the test\n");
    }

    @Test
    void asksWithoutTls() throws Exception {
        HttpServer server = HttpServer.create(ANY_PORT, 0);
        fetch("http", server).assertStatus(0).assertOut("HTTP_1_1 200\nserved by the test\n");
    }

    @Test
    void refusesAStranger(@TempDir Path directory) throws Exception {
        HttpServer server = https(TestCertificate.ofAStranger(directory), "TLSv1.3");
        Transcript ended = fetch("https", server).assertStatus(1).assertOut("");
        ended.assertErrContains("javax.net.ssl.SSLHandshakeException");
        ended.assertErrContains("unable to find valid certification path to requested target");
    }

    private static HttpsServer https(TestCertificate certificate, String version) throws Exception {
        HttpsServer server = HttpsServer.create(ANY_PORT, 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(certificate.tls()) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        var only = getSSLContext().getDefaultSSLParameters();
                        only.setProtocols(new String[] {version});
                        parameters.setSSLParameters(only);
                    }
                });
        return server;
    }

    private static Transcript fetch(String scheme, HttpServer server) throws Exception {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", HttpsClientTest::answer);
        server.start();
        try {
            Morgana.build("examples/https");
            String url = scheme + "://10.0.2.2:" + server.getAddress().getPort() + "/";
            return Morgana.run("run", "examples/https", "--memory", "128M", "--", url);
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        assertEquals("GET", exchange.getRequestMethod());
        byte[] body = "served by the test\n".getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
