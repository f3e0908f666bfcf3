package dev.morgana.runtime.zip;

import dev.morgana.runtime.machine.NativeBuffers;

/// Direct buffers for code that works on arrays: copied in, copied out. The JDK has checked addresses and lengths.
final class DirectBytes {
    private DirectBytes() {}

    static byte[] copy(long address, int length) {
        byte[] bytes = new byte[length];
        NativeBuffers.read(address, bytes, 0, length);
        return bytes;
    }

    static void put(long address, byte[] bytes, int length) {
        NativeBuffers.write(address, bytes, 0, length);
    }
}
