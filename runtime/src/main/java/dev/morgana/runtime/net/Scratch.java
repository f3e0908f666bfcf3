package dev.morgana.runtime.net;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// A few arrays that are used again and again; who finds none gets a new one.
final class Scratch {
    static final int SIZE = 1 << 16;
    private static final int KEPT = 4;
    private static final AtomicReferenceArray<byte @Nullable []> FREE =
            new AtomicReferenceArray<>(KEPT);

    private Scratch() {}

    static byte[] take() {
        for (int i = 0; i < KEPT; i++) {
            byte[] found = FREE.get(i) == null ? null : FREE.getAndSet(i, null);
            if (found != null) {
                return found;
            }
        }
        return new byte[SIZE];
    }

    static void give(byte[] array) {
        for (int i = 0; i < KEPT; i++) {
            if (FREE.get(i) == null && FREE.compareAndSet(i, null, array)) {
                return;
            }
        }
    }
}
