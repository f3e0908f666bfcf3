package dev.morgana.junit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// One stream of text that grows. Safe for several threads.
final class Console {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private boolean ended;

    synchronized void add(byte[] bytes, int length) {
        text.write(bytes, 0, length);
        notifyAll();
    }

    /// Nothing more comes.
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /// Waits until the text holds `part`.
    ///
    /// @param nanos the longest time
    /// @return false if it does not come
    synchronized boolean await(String part, long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        while (!text().contains(part)) {
            long left = deadline - System.nanoTime();
            if (ended || left <= 0) {
                return false;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return true;
    }

    synchronized String text() {
        return text.toString(StandardCharsets.UTF_8);
    }
}
