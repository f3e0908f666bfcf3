package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Random;

/// Large bodies to and from `examples/web`, checked by their digests.
record Transfers(int port) {
    /// One megabyte.
    static final int MEGABYTE = 1 << 20;

    void upload(int megabytes) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] block = new byte[MEGABYTE];
        new Random(7).nextBytes(block);
        for (int i = 0; i < megabytes; i++) {
            digest.update(block);
        }
        BodyPublisher blocks = BodyPublishers.ofByteArrays(Collections.nCopies(megabytes, block));
        BodyPublisher body = BodyPublishers.fromPublisher(blocks, (long) megabytes * MEGABYTE);
        try (HttpClient client = Client.http()) {
            var request = Client.request(port, "/upload").timeout(Session.LIMIT).POST(body).build();
            var answer = client.send(request, BodyHandlers.ofString());
            assertEquals(200, answer.statusCode());
            assertEquals(HexFormat.of().formatHex(digest.digest()), answer.body().strip());
        }
    }

    void download(int megabytes) throws Exception {
        long bytes = (long) megabytes * MEGABYTE;
        try (HttpClient client = Client.http()) {
            var request = Client.request(port, "/download?bytes=" + bytes).build();
            var answer = client.send(request, BodyHandlers.ofInputStream());
            assertEquals(200, answer.statusCode());
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            assertEquals(bytes, digested(answer.body(), digest));
            var digestRequest =
                    Client.request(port, "/download/sha256?bytes=" + bytes)
                            .timeout(Session.LIMIT)
                            .build();
            String expected = client.send(digestRequest, BodyHandlers.ofString()).body().strip();
            assertEquals(expected, HexFormat.of().formatHex(digest.digest()));
        }
    }

    /// Begins a long download and goes away after `bytes` bytes of it.
    void abandon(int bytes) throws IOException, InterruptedException {
        try (HttpClient client = Client.http()) {
            var request = Client.request(port, "/download?bytes=100000000").build();
            try (InputStream body = client.send(request, BodyHandlers.ofInputStream()).body()) {
                assertEquals(bytes, body.readNBytes(bytes).length);
            }
            client.shutdownNow();
        }
    }

    private static long digested(InputStream content, MessageDigest digest) throws IOException {
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
}
