package dev.morgana.system;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The image is a process, started without the tool, that is connected to this one as to a user-mode network: each frame behind its length in four octets.
final class ProcessLink implements FrameLink {
    private static final int LENGTH = 4;

    private final Path socket = Files.createTempDirectory("morgana").resolve("wire");
    private final ServerSocketChannel server =
            ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                    .bind(UnixDomainSocketAddress.of(socket));
    private final Selector selector = Selector.open();

    /// Always ready to be filled.
    private final ByteBuffer in = ByteBuffer.allocate(1 << 20);

    private @Nullable SocketChannel card;

    ProcessLink() throws IOException {}

    @Override
    public Session startProbe(List<String> bootKeys) throws IOException, InterruptedException {
        Where.PROCESS.build(Morgana.PROBE);
        List<String> line = new ArrayList<>(List.of(Where.PROCESS.image(Morgana.PROBE).toString()));
        line.add("machine.memory=64M");
        line.add("machine.net=socket:" + socket);
        line.addAll(bootKeys);
        line.addAll(List.of("--", "wire"));
        var session = new Session(line, new ProcessBuilder(line).start());
        SocketChannel accepted = server.accept();
        accepted.configureBlocking(false);
        accepted.register(selector, SelectionKey.OP_READ);
        card = accepted;
        return session;
    }

    @Override
    public void send(byte[] frame) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(LENGTH + frame.length);
        all.putInt(frame.length).put(frame).flip();
        while (all.hasRemaining()) {
            connected().write(all);
        }
    }

    @Override
    public byte @Nullable [] receive(Duration patience) throws IOException {
        byte[] frame = whole();
        if (frame != null) {
            return frame;
        }
        selector.select(Math.max(1, patience.toMillis()));
        selector.selectedKeys().clear();
        if (connected().read(in) < 0) {
            throw new IOException("the process has ended");
        }
        return whole();
    }

    /// The first frame of what has come, if all of it has.
    private byte @Nullable [] whole() {
        in.flip();
        byte[] frame = null;
        if (in.remaining() >= LENGTH && in.remaining() - LENGTH >= in.getInt(in.position())) {
            frame = new byte[in.getInt()];
            in.get(frame);
        }
        in.compact();
        return frame;
    }

    private SocketChannel connected() {
        SocketChannel present = card;
        if (present == null) {
            throw new IllegalStateException("the process has not been started");
        }
        return present;
    }

    @Override
    public void close() throws IOException {
        connected().close();
        selector.close();
        server.close();
        Files.delete(socket);
        Files.delete(socket.resolveSibling(""));
    }
}
