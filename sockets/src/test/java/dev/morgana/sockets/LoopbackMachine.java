package dev.morgana.sockets;

import dev.morgana.net.NetworkInterface;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.PacketPool;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// A stack without a card on the JVM, with a loop of its own: what the runtime makes in an image.
final class LoopbackMachine implements AutoCloseable {
    final PacketPool pool = new PacketPool(1514, 512);
    final DescriptorTable table = new DescriptorTable(1000);
    final NetworkInterface protocols;
    final Stack stack;
    private final Thread loop;
    private volatile boolean ended;

    LoopbackMachine() {
        Random random = new Random(1);
        protocols = NetworkInterface.inside(pool, random::nextLong, "");
        loop = Thread.ofPlatform().daemon().unstarted(this::turnForEver);
        stack = new Stack(System::nanoTime, protocols::poll, () -> LockSupport.unpark(loop));
        protocols.start(stack.now());
        loop.start();
    }

    private void turnForEver() {
        while (!ended) {
            long deadline = stack.turn(() -> {});
            if (deadline == Long.MAX_VALUE) {
                LockSupport.park();
            } else {
                LockSupport.parkNanos(deadline - stack.now());
            }
        }
    }

    StreamSocket socket() {
        return new StreamSocket(stack, protocols.tcp());
    }

    DatagramSocket datagramSocket() {
        return new DatagramSocket(stack, protocols.udp());
    }

    StreamSocket listener() throws IOException {
        StreamSocket listener = socket();
        listener.bind(new Endpoint(Ipv4Address.LOOPBACK, 0));
        listener.listen(50);
        return listener;
    }

    StreamSocket connected(StreamSocket listener) throws IOException {
        StreamSocket socket = socket();
        socket.connect(listener.local());
        return socket;
    }

    @Override
    public void close() {
        ended = true;
        LockSupport.unpark(loop);
    }
}
