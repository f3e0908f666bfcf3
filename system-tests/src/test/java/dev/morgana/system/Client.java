package dev.morgana.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// How tests talk to an image over a forwarded port of this machine, or over the network: nothing here waits for ever.
final class Client {
    /// Longer than any answer takes, also on a machine that is busy with other things.
    static final Duration LIMIT = Duration.ofSeconds(30);

    private Client() {}

    /// A connection to a port of the loopback address, on which each read has a limit.
    static Socket connect(int port) throws IOException {
        return limited(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /// A connection to another machine's port, on which each read has a limit.
    static Socket connect(String host, int port) throws IOException {
        Socket socket = limited(new Socket());
        socket.connect(new InetSocketAddress(host, port), (int) LIMIT.toMillis());
        return socket;
    }

    /// The socket, on which each read has a limit from now on.
    static Socket limited(Socket socket) throws IOException {
        socket.setSoTimeout((int) LIMIT.toMillis());
        return socket;
    }

    /// A client for HTTP/1.1.
    static HttpClient http() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LIMIT)
                .build();
    }

    /// A request to a forwarded port, whose answer has to begin in time.
    static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(LIMIT);
    }

    /// The status and the body of a page.
    static Page page(HttpClient client, int port) throws IOException, InterruptedException {
        var answer = client.send(request(port, "/").build(), BodyHandlers.ofString());
        return new Page(answer.statusCode(), answer.body());
    }

    record Page(int status, String body) {}
}
