package dev.morgana.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// QEMU's human monitor on a socket.
final class Monitor implements AutoCloseable {
    private static final String PROMPT = "(qemu) ";

    private final SocketChannel channel;

    private Monitor(SocketChannel channel) {
        this.channel = channel;
    }

    /// Connects, as soon as QEMU has made the socket.
    static Monitor open(Path socket) throws IOException, InterruptedException {
        while (!Files.exists(socket)) {
            Thread.sleep(10);
        }
        var monitor = new Monitor(SocketChannel.open(StandardProtocolFamily.UNIX));
        monitor.channel.connect(UnixDomainSocketAddress.of(socket));
        monitor.readToPrompt();
        return monitor;
    }

    /// What QEMU answers to `command`, without the echo of it.
    String ask(String command) throws IOException {
        channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.US_ASCII)));
        String answer = readToPrompt();
        return answer.substring(answer.indexOf('\n') + 1, answer.length() - PROMPT.length());
    }

    private String readToPrompt() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ByteBuffer block = ByteBuffer.allocate(8192);
        while (!bytes.toString(StandardCharsets.US_ASCII).endsWith(PROMPT)) {
            if (channel.read(block.clear()) < 0) {
                throw new IOException("the monitor has ended");
            }
            bytes.write(block.array(), 0, block.position());
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
