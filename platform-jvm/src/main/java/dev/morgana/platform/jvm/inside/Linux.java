package dev.morgana.platform.jvm.inside;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The few calls of the C library that a TAP device takes, on Linux for x86-64. Each returns what C's function does; -1 is a failure.
final class Linux {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option VARIADIC = Linker.Option.firstVariadicArg(2);

    /// For calls that never wait: the array stays where it is meanwhile.
    private static final Linker.Option ON_ARRAYS = Linker.Option.critical(true);

    private static final Linker.Option WITH_ERROR = Linker.Option.captureCallState("errno");

    private static final VarHandle ERROR =
            Linker.Option.captureStateLayout()
                    .varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final ValueLayout INT = ValueLayout.JAVA_INT;
    private static final ValueLayout LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout POINTER = ValueLayout.ADDRESS;

    private static final MethodHandle OPEN = handle("open", INT, VARIADIC, POINTER, INT);
    private static final MethodHandle IOCTL = handle("ioctl", INT, VARIADIC, INT, LONG, POINTER);
    private static final MethodHandle SOCKET = handle("socket", INT, ON_ARRAYS, INT, INT, INT);
    private static final MethodHandle CLOSE = handle("close", INT, ON_ARRAYS, INT);
    private static final MethodHandle READ = handle("read", LONG, ON_ARRAYS, INT, POINTER, LONG);
    private static final MethodHandle WRITE = handle("write", LONG, ON_ARRAYS, INT, POINTER, LONG);
    private static final MethodHandle READ_OR_ERROR = transfer("read");
    private static final MethodHandle WRITE_OR_ERROR = transfer("write");
    private static final MethodHandle EVENT = handle("eventfd", INT, ON_ARRAYS, INT, INT);
    private static final MethodHandle POLL = handle("poll", INT, null, POINTER, LONG, INT);
    private static final MethodHandle RANDOM = handle("getentropy", INT, ON_ARRAYS, POINTER, LONG);

    private Linux() {}

    private static MethodHandle handle(
            String name,
            ValueLayout result,
            Linker.@Nullable Option option,
            MemoryLayout... parameters) {
        var options = option == null ? new Linker.Option[0] : new Linker.Option[] {option};
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, parameters),
                options);
    }

    private static MethodHandle transfer(String name) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(LONG, INT, POINTER, LONG),
                ON_ARRAYS,
                WITH_ERROR);
    }

    /// A call's own exceptions are the linker's, and none is expected.
    private static RuntimeException failed(Throwable cause) {
        return new IllegalStateException(cause);
    }

    static int open(MemorySegment path, int flags) {
        try {
            return (int) OPEN.invokeExact(path, flags);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static int ioctl(int descriptor, long request, MemorySegment argument) {
        try {
            return (int) IOCTL.invokeExact(descriptor, request, argument);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static int socket(int family, int type, int protocol) {
        try {
            return (int) SOCKET.invokeExact(family, type, protocol);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static int close(int descriptor) {
        try {
            return (int) CLOSE.invokeExact(descriptor);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static long read(int descriptor, MemorySegment to) {
        try {
            return (long) READ.invokeExact(descriptor, to, to.byteSize());
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static long write(int descriptor, MemorySegment from) {
        try {
            return (long) WRITE.invokeExact(descriptor, from, from.byteSize());
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /// The same, but a failure is its negative number, as the kernel has it.
    static long read(int descriptor, MemorySegment to, MemorySegment state) {
        try {
            long got = (long) READ_OR_ERROR.invokeExact(state, descriptor, to, to.byteSize());
            return got < 0 ? -error(state) : got;
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /// The same, but a failure is its negative number, as the kernel has it.
    static long write(int descriptor, MemorySegment from, MemorySegment state) {
        try {
            long put = (long) WRITE_OR_ERROR.invokeExact(state, descriptor, from, from.byteSize());
            return put < 0 ? -error(state) : put;
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /// Where such calls leave the number of a failure: one call at a time.
    static MemorySegment state() {
        return Arena.ofAuto().allocate(Linker.Option.captureStateLayout());
    }

    private static int error(MemorySegment state) {
        return (int) ERROR.get(state, 0L);
    }

    static int eventfd(int initial, int flags) {
        try {
            return (int) EVENT.invokeExact(initial, flags);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static int poll(MemorySegment descriptors, long count, int milliseconds) {
        try {
            return (int) POLL.invokeExact(descriptors, count, milliseconds);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static int getentropy(MemorySegment to) {
        try {
            return (int) RANDOM.invokeExact(to, to.byteSize());
        } catch (Throwable e) {
            throw failed(e);
        }
    }
}
