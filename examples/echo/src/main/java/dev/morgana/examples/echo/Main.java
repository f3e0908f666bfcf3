package dev.morgana.examples.echo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;

/// Echo (RFC 862) over TCP and UDP: one selector and one thread for all of them.
public final class Main {
    private static final int PORT = 7;

    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final DatagramChannel datagrams = DatagramChannel.open();

    /// A server that does not listen yet.
    Main() throws IOException {}

    /// Serves until the process is stopped.
    ///
    /// @param arguments the port, if not 7
    public static void main(String[] arguments) throws IOException {
        int port = arguments.length == 0 ? PORT : Integer.parseInt(arguments[0]);
        var main = new Main();
        System.out.println("listening on port " + main.listen(port));
        main.serve();
    }

    /// Begins to listen on `port`, 0 for any free one, and returns it.
    int listen(int port) throws IOException {
        server.bind(new InetSocketAddress(port), 1024);
        datagrams.bind(server.getLocalAddress());
        server.configureBlocking(false);
        datagrams.configureBlocking(false);
        Part accepting = _ -> Conversation.begin(server.accept(), selector);
        server.register(selector, SelectionKey.OP_ACCEPT, accepting);
        datagrams.register(selector, SelectionKey.OP_READ, new Datagrams(datagrams));
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    /// Lets each part go on whose channel is ready.
    void serve() throws IOException {
        while (true) {
            selector.select(key -> ((Part) key.attachment()).goOn(key));
        }
    }
}
