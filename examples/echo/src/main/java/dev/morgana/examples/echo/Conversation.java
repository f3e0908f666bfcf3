package dev.morgana.examples.echo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// A TCP connection. What was read is written before more is read: whoever does not take the answer cannot send more.
final class Conversation implements Part {
    private static final int BLOCK = 16 * 1024;

    private final SocketChannel channel;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK).flip();

    private Conversation(SocketChannel channel) {
        this.channel = channel;
    }

    /// Begins one, unless the client has gone already.
    static void begin(@Nullable SocketChannel channel, Selector selector) throws IOException {
        if (channel != null) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Conversation(channel));
        }
    }

    @Override
    public void goOn(SelectionKey key) {
        try {
            step(key);
        } catch (IOException e) {
            // The client is gone; the others are not.
            close();
        }
    }

    @Override
    public void step(SelectionKey key) throws IOException {
        if (!block.hasRemaining() && !fill()) {
            channel.close();
            return;
        }
        channel.write(block);
        key.interestOps(block.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /// Reads what there is; gives false at the end.
    private boolean fill() throws IOException {
        int got = channel.read(block.clear());
        block.flip();
        return got >= 0;
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException e) {
            System.err.println("closing a connection: " + e);
        }
    }
}
