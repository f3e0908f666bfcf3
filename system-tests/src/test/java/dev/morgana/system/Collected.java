package dev.morgana.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/// What a stream has delivered so far, and the wait for more. One thread fills it, others look.
final class Collected {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(); // guarded by this
    private final Thread reader;
    private boolean ended; // guarded by this

    Collected(InputStream in) {
        reader = Thread.ofVirtual().start(() -> fill(in));
    }

    private void fill(InputStream in) {
        byte[] block = new byte[8192];
        try (in) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                append(block, n);
            }
        } catch (IOException e) {
            append(e.toString().getBytes(StandardCharsets.UTF_8), e.toString().length());
        }
        end();
    }

    private synchronized void append(byte[] block, int length) {
        bytes.write(block, 0, length);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /// What is there now.
    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// Waits until `part` has come so many `times`.
    ///
    /// @return whether it came before the stream's end and before `limit` was over
    synchronized boolean await(String part, int times, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (text().split(Pattern.quote(part), -1).length <= times) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (ended || left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /// All there will ever be.
    String whole() throws InterruptedException {
        reader.join();
        return text();
    }
}
