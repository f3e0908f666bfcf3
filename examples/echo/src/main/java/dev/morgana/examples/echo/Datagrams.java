package dev.morgana.examples.echo;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;

/// All UDP datagrams: each goes back to where it came from, or is lost, as datagrams may be.
final class Datagrams implements Part {
    /// As large as an IPv4 datagram can be.
    private static final int LARGEST = 65_507;

    private final DatagramChannel channel;
    private final ByteBuffer content = ByteBuffer.allocateDirect(LARGEST);

    Datagrams(DatagramChannel channel) {
        this.channel = channel;
    }

    @Override
    public void step(SelectionKey key) throws IOException {
        SocketAddress from = channel.receive(content.clear());
        while (from != null) {
            answer(from);
            from = channel.receive(content.clear());
        }
    }

    private void answer(SocketAddress to) {
        try {
            channel.send(content.flip(), to);
        } catch (IOException e) {
            System.err.println("no answer to " + to + ": " + e);
        }
    }
}
