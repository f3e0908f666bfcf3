package dev.morgana.platform.jvm.inside;

import dev.morgana.runtime.net.FrameTransport;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A TAP interface of the host's: one frame with each call, behind a virtio-net header, never waiting. One thread uses it.
final class Tap implements FrameTransport {
    private static final int READ_WRITE = 2;
    private static final int NONBLOCK = 2048;
    private static final int WOULD_BLOCK = 11;
    private static final long SET_INTERFACE = 0x400454caL;
    private static final long GET_MTU = 0x8921;
    private static final long SET_OFFLOAD = 0x400454d0L;
    private static final long SET_HEADER_SIZE = 0x400454d8L;

    /// A TAP interface, without information on the protocol, with the virtio-net header.
    private static final short TAP_WITH_HEADER = 0x5002;

    private static final int HEADER = 10;

    /// Checksums and TCP over IPv4.
    private static final long OFFLOADED = 3;

    private static final int INTERNET = 2;
    private static final int DATAGRAM = 2;

    // struct ifreq
    private static final int REQUEST = 40;
    private static final int NAME = 16;

    private final int descriptor;
    private final int mtu;
    private final MemorySegment state = Linux.state();

    /// @param descriptor open, and not to be waited for
    Tap(int descriptor, int mtu) {
        this.descriptor = descriptor;
        this.mtu = mtu;
    }

    /// Opens the interface `name`, which exists.
    ///
    /// @throws IllegalArgumentException if the name is longer than 15 octets
    /// @throws IllegalStateException if it cannot be opened
    static Tap open(String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(REQUEST);
            if (name.length() >= NAME) {
                throw new IllegalArgumentException("no name of an interface: " + name);
            }
            request.setString(0, name);
            request.set(ValueLayout.JAVA_SHORT, NAME, TAP_WITH_HEADER);
            int descriptor = Linux.open(arena.allocateFrom("/dev/net/tun"), READ_WRITE | NONBLOCK);
            if (descriptor < 0 || Linux.ioctl(descriptor, SET_INTERFACE, request) < 0) {
                throw new IllegalStateException(
                        "the TAP interface %s cannot be opened: it must exist, belong to this user, and not be in use"
                                .formatted(name));
            }
            MemorySegment size = arena.allocateFrom(ValueLayout.JAVA_INT, HEADER);
            if (Linux.ioctl(descriptor, SET_HEADER_SIZE, size) < 0
                    || Linux.ioctl(descriptor, SET_OFFLOAD, MemorySegment.ofAddress(OFFLOADED))
                            < 0) {
                throw new IllegalStateException(
                        "the kernel's TAP interface neither sums nor cuts TCP segments");
            }
            int socket = Linux.socket(INTERNET, DATAGRAM, 0);
            int asked = Linux.ioctl(socket, GET_MTU, request);
            Linux.close(socket);
            return new Tap(descriptor, asked < 0 ? 1500 : request.get(ValueLayout.JAVA_INT, NAME));
        }
    }

    int descriptor() {
        return descriptor;
    }

    int mtu() {
        return mtu;
    }

    @Override
    public int read(byte[] to, int offset, int count) {
        MemorySegment octets = MemorySegment.ofArray(to).asSlice(offset, count);
        return outcome(Linux.read(descriptor, octets, state));
    }

    @Override
    public int write(byte[] from, int offset, int count) {
        MemorySegment octets = MemorySegment.ofArray(from).asSlice(offset, count);
        return outcome(Linux.write(descriptor, octets, state));
    }

    /// Every failure but "not now" is an interface that is gone.
    private static int outcome(long result) {
        if (result >= 0) {
            return (int) result;
        }
        return result == -WOULD_BLOCK ? 0 : -1;
    }
}
