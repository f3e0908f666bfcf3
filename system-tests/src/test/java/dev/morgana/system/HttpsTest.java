package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.benchmarks.Samples;
import dev.morgana.junit.BootImage;
import dev.morgana.junit.Booted;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `examples/https` as a server, in one process for all tests but one, which boots a virtual machine, asked by curl, by OpenSSL and by the host's JDK.
@ExtendWith(CurrentTool.class)
@BootImage(
        value = "../examples/https",
        target = "process",
        ports = "8443",
        memory = "64M",
        patience = 600)
final class HttpsTest {
    private static final String CERTIFICATE =
            Morgana.ROOT.resolve("examples/https/localhost.pem").toString();
    private static final String REQUEST =
            "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final String LISTENING = "listening on port 8443\n";

    private static int port;

    @BeforeAll
    static void await(Booted server) {
        port = server.awaitOutput(LISTENING).address().getPort();
    }

    @AfterAll
    static void stop(Booted server) {
        OrderlyEnd.assertStops(server, LISTENING);
    }

    @ParameterizedTest
    @CsvSource({
        "1.3, TLSv1.3 TLS_AES_256_GCM_SHA384",
        "1.2, TLSv1.2 TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
    })
    void curlTrustsIt(String version, String said) throws Exception {
        curl("--cacert", CERTIFICATE, "--tls-max", version, url("/"))
                .assertStatus(0)
                .assertOut(said + "\n");
    }

    @Test
    void aVirtualMachineAnswersAlike() throws Exception {
        int forwarded = Host.freePort();
        List<String> options = List.of("--memory", "64M", "-p", forwarded + ":8443");
        try (Session machine = Where.QEMU.start("examples/https", options)) {
            machine.awaitOut(LISTENING);
            curl("--cacert", CERTIFICATE, "https://localhost:" + forwarded)
                    .assertStatus(0)
                    .assertOut("TLSv1.3 TLS_AES_256_GCM_SHA384\n");
            openssl(forwarded, "-tls1_3").assertOutContains("New, TLSv1.3");
        }
    }

    @Test
    void whoDoesNotKnowTheCertificateRefusesIt() throws Exception {
        curl(url("/")).assertStatus(60).assertOut("");
    }

    @Test
    void olderVersionsAreRefused() throws Exception {
        assertNotEquals(0, curl("--cacert", CERTIFICATE, "--tls-max", "1.1", url("/")).status());
    }

    @Test
    void bigBodiesComeBack(@TempDir Path directory) throws Exception {
        byte[] sent = new byte[5_000_001];
        new Random(1).nextBytes(sent);
        Path body = Files.write(directory.resolve("sent"), sent);
        Path answer = directory.resolve("received");
        curl(
                        "--cacert",
                        CERTIFICATE,
                        "--data-binary",
                        "@" + body,
                        "-o",
                        answer.toString(),
                        url("/echo"))
                .assertStatus(0);
        assertArrayEquals(sent, Files.readAllBytes(answer));
    }

    /// The second connection goes on with the first one's session: RFC 8446 2.2, RFC 5077.
    @ParameterizedTest
    @ValueSource(strings = {"-tls1_3", "-tls1_2"})
    void opensslResumesItsSession(String version, @TempDir Path directory) throws Exception {
        String kept = directory.resolve("session").toString();
        openssl(port, version, "-sess_out", kept).assertOutContains("New, TLSv1.");
        openssl(port, version, "-sess_in", kept).assertOutContains("Reused, TLSv1.");
    }

    /// JSSE fails where a connection ends without close_notify (RFC 8446 6.1).
    @Test
    void connectionsEndInGoodOrder() throws Exception {
        assertTrue(ask().startsWith("HTTP/1.1 200 OK"), "answered");
    }

    @Test
    void manyClientsAtOnce() throws Exception {
        List<Callable<String>> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            clients.add(() -> ask() + ask() + ask());
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answers : executor.invokeAll(clients)) {
                assertEquals(4, answers.get().split("HTTP/1.1 200 OK", -1).length);
            }
        }
    }

    /// Full handshakes one after the other, to a line in the log; no figure is demanded.
    @Test
    void handshakesAreMeasured() throws Exception {
        long[] nanos = new long[20];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            try (SSLSocket socket = socket()) {
                socket.startHandshake();
                nanos[i] = System.nanoTime() - start;
            }
        }
        System.out.println(
                "TLS 1.3 handshake, median: "
                        + Samples.millis(Samples.of(LongStream.of(nanos)).median())
                        + " ms");
    }

    private static String ask() throws Exception {
        try (SSLSocket socket = socket()) {
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    /// Each with a context of its own, which remembers no session.
    private static SSLSocket socket() throws Exception {
        return (SSLSocket)
                TestCertificate.ofTheExample()
                        .tls()
                        .getSocketFactory()
                        .createSocket("localhost", port);
    }

    private static String url(String path) {
        return "https://localhost:" + port + path;
    }

    private static Transcript curl(String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of("-s", "--ipv4", "--max-time", "500"));
        line.addAll(List.of(words));
        return Host.run("", "curl", line);
    }

    private static Transcript openssl(int at, String... words) throws Exception {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                "s_client",
                                "-connect",
                                "127.0.0.1:" + at,
                                "-CAfile",
                                CERTIFICATE,
                                "-verify_return_error",
                                "-verify_hostname",
                                "localhost",
                                "-ign_eof"));
        line.addAll(List.of(words));
        return Host.run(REQUEST, "openssl", line)
                .assertStatus(0)
                .assertOutContains("HTTP/1.1 200 OK");
    }
}
