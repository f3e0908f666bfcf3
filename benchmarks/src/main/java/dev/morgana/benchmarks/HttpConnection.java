package dev.morgana.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One HTTP/1.1 connection, as plain as can be, so that the client is not what is measured. Not for several threads.
public final class HttpConnection implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Socket socket;
    private final InputStream in;

    /// An answer: its status and its whole body.
    @SuppressWarnings("ArrayRecordComponent") // made to be read once
    public record Answer(int status, byte[] body) {
        /// The body as text.
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /// Connects to `port` of this machine's loopback address.
    public static HttpConnection open(int port) throws IOException {
        return open(port, 0);
    }

    /// Connects from `localPort`, 0 for one that the system chooses.
    static HttpConnection open(int port, int localPort) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        return open(
                new InetSocketAddress(loopback, port),
                new InetSocketAddress(loopback, localPort),
                LIMIT,
                LIMIT);
    }

    /// Connects to `server`.
    ///
    /// @param limit how long connecting may take, and then each wait for what the server sends
    static HttpConnection open(InetSocketAddress server, Duration limit) throws IOException {
        return open(server, limit, limit);
    }

    /// Connects to `server`.
    ///
    /// @param connecting how long that may take
    /// @param waiting how long each wait for what the server sends may take
    static HttpConnection open(InetSocketAddress server, Duration connecting, Duration waiting)
            throws IOException {
        return open(server, new InetSocketAddress(0), connecting, waiting);
    }

    private static HttpConnection open(
            InetSocketAddress server,
            InetSocketAddress local,
            Duration connecting,
            Duration waiting)
            throws IOException {
        var socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) waiting.toMillis());
            socket.bind(local);
            socket.connect(server, (int) connecting.toMillis());
            return new HttpConnection(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Asks for `path` and reads the whole answer. With `last`, the server is told to close the connection afterwards, and its end is
    /// awaited.
    public Answer get(String path, boolean last) throws IOException {
        String head =
                "GET "
                        + path
                        + " HTTP/1.1\r\nHost: localhost\r\n"
                        + (last ? "Connection: close\r\n" : "")
                        + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        Answer answer = read();
        if (last && in.read() >= 0) {
            throw new IOException("bytes after the last answer");
        }
        return answer;
    }

    private Answer read() throws IOException {
        String statusLine = line();
        if (!statusLine.startsWith("HTTP/1.1 ")) {
            throw new IOException("no status line: " + statusLine);
        }
        int length = 0;
        for (String field = line(); !field.isEmpty(); field = line()) {
            if (field.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(field.substring(15).strip());
            }
        }
        byte[] body = in.readNBytes(length);
        if (body.length != length) {
            throw new EOFException(body.length + " of " + length + " bytes of the body");
        }
        return new Answer(Integer.parseInt(statusLine.substring(9, 12)), body);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("end of the stream in the head of an answer");
            }
            line.append((char) c);
        }
        return line.substring(0, line.length() - 1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
