package dev.morgana.probe;

import java.lang.reflect.Field;

/// Eight bytes anywhere in the address space: what may be touched there is the page tables' to say.
///
/// By reflection, because the compiler refuses to let a warning about this class pass.
final class Memory {
    /// The unit of references, in bytes (ADR 23).
    private static final int UNIT = 8;

    private Memory() {}

    static long read(long address) throws ReflectiveOperationException {
        return (long)
                Class.forName("sun.misc.Unsafe")
                        .getMethod("getLong", long.class)
                        .invoke(unsafe(), address);
    }

    static void write(long address, long value) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        type.getMethod("putLong", long.class, long.class).invoke(unsafe(), address, value);
    }

    /// The distance of an array's content from the start of the heap's range.
    static long content(byte[] array) throws ReflectiveOperationException {
        Object[] holder = {array};
        Class<?> type = Class.forName("sun.misc.Unsafe");
        int reference =
                (int)
                        type.getMethod("getInt", Object.class, long.class)
                                .invoke(unsafe(), holder, content(Object[].class));
        return Integer.toUnsignedLong(reference) * UNIT + content(byte[].class);
    }

    /// Where arrays of a type have their content.
    private static long content(Class<?> type) throws ReflectiveOperationException {
        return (int)
                Class.forName("sun.misc.Unsafe")
                        .getMethod("arrayBaseOffset", Class.class)
                        .invoke(unsafe(), type);
    }

    private static Object unsafe() throws ReflectiveOperationException {
        Field instance = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        return instance.get(null);
    }
}
