package dev.morgana.benchmarks.guest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// The least that answers HTTP/1.1: one thread on one selector, the same page of 1 KB for every request, as a web server's speed on its sockets alone is measured. It knows
/// of a request only where its head ends.
public final class Responder {
    private static final int PAGE = 1024;
    private static final int REQUESTS = 8192;

    private final ByteBuffer answer;
    private final Selector selector = Selector.open();

    private Responder(int port) throws IOException {
        byte[] head =
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n"
                        .formatted(PAGE)
                        .getBytes(StandardCharsets.US_ASCII);
        answer = ByteBuffer.allocateDirect(head.length + PAGE);
        answer.put(head).put("x".repeat(PAGE).getBytes(StandardCharsets.US_ASCII)).flip();
        var server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(port), 1024).configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /// Serves for ever on the port that the first argument says, else 8080.
    public static void main(String[] arguments) throws IOException {
        int port = arguments.length == 0 ? 8080 : Integer.parseInt(arguments[0]);
        var responder = new Responder(port);
        System.out.println("listening on port " + port);
        while (true) {
            responder.selector.select(responder::serve);
        }
    }

    private void serve(SelectionKey key) {
        try {
            if (key.channel() instanceof ServerSocketChannel server) {
                accept(server);
            } else if (key.attachment() instanceof Client client) {
                client.serve();
            }
        } catch (IOException e) {
            key.cancel();
        }
    }

    private void accept(ServerSocketChannel server) throws IOException {
        SocketChannel channel = server.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new Client(channel));
        }
    }

    /// A connection. Its answers are small and its client waits for each: the send buffer always has room.
    private final class Client {
        private final SocketChannel channel;
        private final ByteBuffer request = ByteBuffer.allocateDirect(REQUESTS);

        Client(SocketChannel channel) {
            this.channel = channel;
        }

        void serve() throws IOException {
            int read = channel.read(request);
            if (read < 0) {
                channel.close();
            } else if (endsHead()) {
                request.clear();
                channel.write(answer.duplicate());
            } else if (!request.hasRemaining()) {
                channel.close();
            }
        }

        /// Whether an empty line ends what has come.
        private boolean endsHead() {
            int end = request.position();
            return end >= 4 && request.getInt(end - 4) == 0x0d0a_0d0a;
        }
    }
}
