package dev.morgana.probe;

import java.lang.reflect.Field;

/// Eight bytes anywhere in the address space: what may be touched there is the page tables' to say.
///
/// By reflection, because the compiler refuses to let a warning about this class pass.
final class Memory {
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

    private static Object unsafe() throws ReflectiveOperationException {
        Field instance = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        return instance.get(null);
    }
}
