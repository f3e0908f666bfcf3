package dev.morgana.system;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Linux's packet socket (packet(7)): whole frames to and from one interface, in any network namespace.
final class PacketSocket implements AutoCloseable {
    private static final ValueLayout INT = ValueLayout.JAVA_INT;
    private static final ValueLayout LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout POINTER = ValueLayout.ADDRESS;

    private static final int NEW_NETWORK = 0x4000_0000;
    private static final int PACKET_FAMILY = 17;
    private static final int RAW = 3;
    private static final int PACKET_LEVEL = 263;
    private static final int IGNORE_OUTGOING = 23;

    /// Every protocol, in the network's order of octets.
    private static final short ALL = 0x0300;

    private static final int ADDRESS = 20;
    private static final short READABLE = 1;
    private static final int LARGEST = 65_550;

    private static final Map<String, MethodHandle> FUNCTIONS = new ConcurrentHashMap<>();

    private final Arena arena = Arena.ofShared();
    private final MemorySegment room = arena.allocate(LARGEST);
    private final int descriptor;

    private PacketSocket(int descriptor) {
        this.descriptor = descriptor;
    }

    /// A socket on `device` in the namespace that the file stands for. What the interface's own machine sends is not received.
    static PacketSocket open(Path namespace, String device) throws Exception {
        // A thread that has entered a namespace stays there: it must be nobody else's.
        var opening = new FutureTask<>(() -> enterAndOpen(namespace, device));
        Thread.ofPlatform().start(opening);
        return new PacketSocket(opening.get());
    }

    private static int enterAndOpen(Path namespace, String device) {
        try (Arena arena = Arena.ofConfined()) {
            int file = call("open", arena.allocateFrom(namespace.toString()), 0);
            call("setns", file, NEW_NETWORK);
            call("close", file);
            int descriptor = call("socket", PACKET_FAMILY, RAW, (int) ALL);
            MemorySegment yes = arena.allocateFrom(ValueLayout.JAVA_INT, 1);
            call("setsockopt", descriptor, PACKET_LEVEL, IGNORE_OUTGOING, yes, 4);
            ByteBuffer address = ByteBuffer.allocate(ADDRESS).order(ByteOrder.nativeOrder());
            address.putShort((short) PACKET_FAMILY).putShort(ALL);
            address.putInt(call("if_nametoindex", arena.allocateFrom(device)));
            MemorySegment bound = arena.allocateFrom(ValueLayout.JAVA_BYTE, address.array());
            call("bind", descriptor, bound, ADDRESS);
            return descriptor;
        }
    }

    /// Sends a frame as it is.
    void send(byte[] frame) {
        room.copyFrom(MemorySegment.ofArray(frame));
        call("send", descriptor, room, (long) frame.length, 0);
    }

    /// The next frame; null when none comes in time.
    byte @Nullable [] receive(Duration patience) {
        ByteBuffer entry = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
        entry.putInt(descriptor).putShort(READABLE);
        int milliseconds = (int) Math.max(1, patience.toMillis());
        if (call("poll", MemorySegment.ofBuffer(entry.rewind()), 1L, milliseconds) == 0) {
            return null;
        }
        int length = call("recv", descriptor, room, (long) LARGEST, 0);
        return room.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    }

    @Override
    public void close() {
        call("close", descriptor);
        arena.close();
    }

    /// Calls a function of the C library whose result is negative when it has failed.
    private static int call(String function, Object... arguments) {
        int result;
        try {
            result =
                    (int)
                            FUNCTIONS
                                    .computeIfAbsent(function, name -> handle(name, arguments))
                                    .invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException(function, e);
        }
        if (result < 0) {
            throw new IllegalStateException(function + " has failed");
        }
        return result;
    }

    private static MethodHandle handle(String function, Object... arguments) {
        MemoryLayout[] parameters =
                Arrays.stream(arguments).map(PacketSocket::layout).toArray(MemoryLayout[]::new);
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(function),
                FunctionDescriptor.of(INT, parameters));
    }

    private static ValueLayout layout(Object argument) {
        return switch (argument) {
            case Integer _ -> INT;
            case Long _ -> LONG;
            default -> POINTER;
        };
    }
}
