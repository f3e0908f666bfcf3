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

/// Clients of the web example. Its arguments are the address and `idle N SECONDS`, `short N` or `requests N`.
final class ConnectionsPeer {
    private static final int PORT = 8080;
    private static final int THREADS = 16;
    private static final int ROWS = 5;
    private static final String ROW = "%-10s %9s %9s %9s %9s %9s %9s%n";
    private static final int COLLECTIONS = 60;
    private static final int MOST_FOR_A_COLLECTION = 20_000;

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

    /// The least that is in use right after one of a few collections.
    private void row(int after) throws IOException {
        try (Socket socket = Client.connect(host, PORT)) {
            long used = Long.MAX_VALUE;
            for (int i = 0; i < COLLECTIONS; i++) {
                used = Math.min(used, usedAfterCollection(socket));
            }
            String status = get(socket, "keep-alive");
            System.out.printf(
                    ROW,
                    after,
                    used / 1024,
                    number(status, "heap", "committed") / 1024,
                    number(status, "machine", "free") / 1024,
                    number(status, "tcp", "connections"),
                    number(status, "tcp", "memory") / 1024,
                    number(status, "sockets", "open"));
        }
    }

    /// Asks until less is in use than the time before: then there was a collection.
    private static long usedAfterCollection(Socket socket) throws IOException {
        long before = 0;
        for (int i = 0; i < MOST_FOR_A_COLLECTION; i++) {
            long used = number(get(socket, "keep-alive"), "memoryUsed");
            if (used < before) {
                return used;
            }
            before = used;
        }
        throw new IOException("no collection in " + MOST_FOR_A_COLLECTION + " requests");
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
        String request =
                "GET /api/status HTTP/1.1\r\nHost: x\r\nConnection: " + connection + "\r\n\r\n";
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
