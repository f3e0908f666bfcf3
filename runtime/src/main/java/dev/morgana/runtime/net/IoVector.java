package dev.morgana.runtime.net;

import dev.morgana.runtime.machine.NativeBuffers;

/// An array of `struct iovec`: an address and a length of 8 bytes each.
final class IoVector {
    private static final int SIZE = 16;
    private static final int LENGTH = 8;

    private IoVector() {}

    static long base(long vector, int index) {
        return NativeBuffers.getLong(vector + (long) index * SIZE);
    }

    static int length(long vector, int index) {
        return (int) NativeBuffers.getLong(vector + (long) index * SIZE + LENGTH);
    }
}
