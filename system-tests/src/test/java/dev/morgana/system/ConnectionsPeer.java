package dev.morgana.system;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Clients of a web server that tells its counters at `/api/status`. Its arguments are the address and `idle N SECONDS`, `short N` or `requests N`; the last two are for
/// `system-tests/programs/Serving.java`.
final class ConnectionsPeer {
    private static final int PORT = 8080;
    private static final int THREADS = 16;
    private static final int ROWS = 5;
    private static final String ROW = "%-10s %9s %9s %9s %9s %9s %9s%n";

    /// One may leave what the next one finds: what was referred to weakly, and who was to clean up behind it.
    private static final int COLLECTIONS = 3;

    private final String host;
    private final AtomicInteger failures = new AtomicInteger();

    private ConnectionsPeer(String host) {
        this.host = host;
    }

    /// Prints what it has seen.
    public static void main(String[] arguments) throws Exception {
        var peer = new ConnectionsPeer(arguments[0]);
        int count = Integer.parseInt(arguments[2]);
        switch (arguments[1]) {
            case "idle" -> peer.idle(count, Integer.parseInt(arguments[3]));
            case "short" -> peer.table(count, true);
            default -> peer.table(count, false);
        }
    }

    /// Connections that have asked once and then say nothing, while another client is served; then all ask again.
    private void idle(int count, int seconds) throws Exception {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Socket socket = Client.connect(host, PORT);
            sockets.add(socket);
            get(socket, "keep-alive");
        }
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        int served = 0;
        long slowest = 0;
        try (Socket busy = Client.connect(host, PORT)) {
            while (System.nanoTime() < end) {
                long start = System.nanoTime();
                get(busy, "keep-alive");
                slowest = Math.max(slowest, System.nanoTime() - start);
                served++;
            }
        }
        int alive = 0;
        for (Socket socket : sockets) {
            get(socket, "close");
            alive++;
            socket.close();
        }
        System.out.printf(
                "idle %d for %d s, alive %d, another client: %d requests, slowest %d ms%n",
                count, seconds, alive, served, slowest / 1_000_000);
    }

    /// Asks `count` times, on a connection of its own each time or on [#THREADS] that stay, and prints the program's memory on the way.
    private void table(int count, boolean own) throws Exception {
        System.out.printf(
                ROW,
                own ? "conns" : "requests",
                "used KB",
                "heap KB",
                "free KB",
                "TCP",
                "TCP KB",
                "sockets");
        row(0);
        for (int row = 1; row <= ROWS; row++) {
            CountDownLatch done = new CountDownLatch(THREADS);
            for (int thread = 0; thread < THREADS; thread++) {
                int share = count / ROWS / THREADS;
                Thread.ofPlatform()
                        .start(() -> {
                            ask(share, own);
                            done.countDown();
                        });
            }
            done.await();
            row(row * (count / ROWS));
        }
        System.out.println("failures " + failures.get());
    }

    private void ask(int count, boolean own) {
        try {
            if (own) {
                for (int i = 0; i < count; i++) {
                    try (Socket socket = Client.connect(host, PORT)) {
                        get(socket, "close");
                    }
                }
            } else {
                try (Socket socket = Client.connect(host, PORT)) {
                    for (int i = 0; i < count; i++) {
                        get(socket, "keep-alive");
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            failures.incrementAndGet();
            System.out.println("failed: " + e);
        }
    }

    /// What there is right after collections of the whole heap.
    private void row(int after) throws IOException {
        try (Socket socket = Client.connect(host, PORT)) {
            long before = collections(get(socket, "keep-alive"));
            String status = "";
            for (int i = 0; i < COLLECTIONS; i++) {
                status = get(socket, "/collected", "keep-alive");
            }
            if (collections(status) < before + COLLECTIONS) {
                throw new IOException("not collected: " + status);
            }
            System.out.printf(
                    ROW,
                    after,
                    number(status, "heap", "used") / 1024,
                    number(status, "heap", "committed") / 1024,
                    number(status, "machine", "free") / 1024,
                    number(status, "tcp", "connections"),
                    number(status, "tcp", "memory") / 1024,
                    number(status, "sockets", "open"));
        }
    }

    private static long collections(String status) {
        return number(status, "collector", "fullCollections");
    }

    private static long number(String json, String name) {
        Matcher number = Pattern.compile("\"" + name + "\": (\\d+)").matcher(json);
        if (!number.find()) {
            throw new IllegalArgumentException("no " + name + " in " + json);
        }
        return Long.parseLong(number.group(1));
    }

    /// A counter of a layer.
    private static long number(String json, String layer, String name) {
        return number(json.substring(json.indexOf("\"" + layer + "\": {")), name);
    }

    private static String get(Socket socket, String connection) throws IOException {
        return get(socket, "/api/status", connection);
    }

    private static String get(Socket socket, String path, String connection) throws IOException {
        String request =
                "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: " + connection + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("ended after: " + head);
            }
            head.append((char) octet);
        }
        String length =
                head.substring(
                        head.toString().toLowerCase(Locale.ROOT).indexOf("content-length: ") + 16);
        int size = Integer.parseInt(length.substring(0, length.indexOf('\r')));
        return new String(in.readNBytes(size), StandardCharsets.UTF_8);
    }
}
