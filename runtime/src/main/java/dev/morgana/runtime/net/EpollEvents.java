package dev.morgana.runtime.net;

import dev.morgana.runtime.machine.NativeBuffers;
import dev.morgana.sockets.EpollInstance;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// `epoll` by number, with its events in raw memory: the descriptor's number as 64 bits of data behind 32 bits of events.
final class EpollEvents {
    static final int SIZE = 12;
    static final int EVENTS = 0;
    static final int DATA = 4;

    private static final int ADD = 1;
    private static final int DELETE = 2;

    private EpollEvents() {}

    static int create() throws IOException {
        Network network = Network.instance();
        return OpenDescriptors.add(new EpollInstance(network.stack(), network.descriptors()));
    }

    static int control(int epoll, int operation, int descriptor, int events) {
        if (!(OpenDescriptors.table().find(epoll) instanceof EpollInstance instance)) {
            return EpollInstance.BAD_DESCRIPTOR;
        }
        return switch (operation) {
            case ADD -> instance.add(descriptor, events);
            case DELETE -> instance.remove(descriptor);
            default -> instance.modify(descriptor, events);
        };
    }

    static int await(int epoll, long address, int most, int timeout) throws IOException {
        if (!(OpenDescriptors.of(epoll) instanceof EpollInstance instance)) {
            throw new IOException("Invalid argument");
        }
        EpollInstance.EventSink sink =
                (index, number, readiness) -> {
                    long at = address + (long) index * SIZE;
                    NativeBuffers.putInt(at + EVENTS, readiness);
                    NativeBuffers.putInt(at + DATA, number);
                    NativeBuffers.putInt(at + DATA + 4, 0);
                };
        long nanos = timeout < 0 ? -1 : TimeUnit.MILLISECONDS.toNanos(timeout);
        return instance.await(sink, most, nanos);
    }
}
