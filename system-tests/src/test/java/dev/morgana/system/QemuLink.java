package dev.morgana.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// QEMU sends each frame as a datagram to this process, and takes each datagram as a frame.
final class QemuLink implements FrameLink {
    private final DatagramChannel channel;
    private final Selector selector;
    private final InetSocketAddress card;
    private final ByteBuffer room = ByteBuffer.allocate(70_000);

    /// A link on ports of the loopback address.
    QemuLink() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
        channel.bind(new InetSocketAddress(loopback, 0));
        try (var reserved = DatagramChannel.open().bind(new InetSocketAddress(loopback, 0))) {
            card = (InetSocketAddress) reserved.getLocalAddress();
        }
        selector = Selector.open();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    /// What `--net` calls this link.
    String network() throws IOException {
        int here = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        return "udp:%d:%d".formatted(card.getPort(), here);
    }

    @Override
    public Session startProbe(List<String> bootKeys) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("--net", network()));
        bootKeys.forEach(key -> options.addAll(List.of("--boot", key)));
        return Where.QEMU.startProbe(options, "wire");
    }

    @Override
    public void send(byte[] frame) throws IOException {
        channel.send(ByteBuffer.wrap(frame), card);
    }

    @Override
    public byte @Nullable [] receive(Duration patience) throws IOException {
        if (channel.receive(room.clear()) == null) {
            selector.select(Math.max(1, patience.toMillis()));
            selector.selectedKeys().clear();
            if (channel.receive(room.clear()) == null) {
                return null;
            }
        }
        byte[] frame = new byte[room.flip().remaining()];
        room.get(frame);
        return frame;
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
