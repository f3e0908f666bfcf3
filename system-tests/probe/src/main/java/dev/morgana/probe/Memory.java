package dev.morgana.probe;

import java.lang.reflect.Field;

/// Eight bytes anywhere in the address space: what may be touched there is the page tables' to say.
///
/// By reflection, because the compiler refuses to let a warning about this class pass.
final class Memory {
    /// Where an array of bytes has its content.
    static final int ARRAY = 16;

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

    /// An object's distance from the start of the heap's range.
    static long reference(Object object) throws ReflectiveOperationException {
        Object[] holder = {object};
        Class<?> type = Class.forName("sun.misc.Unsafe");
        long content =
                (int)
                        type.getMethod("arrayBaseOffset", Class.class)
                                .invoke(unsafe(), Object[].class);
        return (long)
                type.getMethod("getLong", Object.class, long.class)
                        .invoke(unsafe(), holder, content);
    }

    private static Object unsafe() throws ReflectiveOperationException {
        Field instance = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        return instance.get(null);
    }
}
