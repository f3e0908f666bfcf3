package dev.morgana.examples.threads;

import java.util.concurrent.atomic.AtomicBoolean;

/// A platform thread that computes from its creation until its end is asked for, and never gives way of itself.
final class BusyThread {
    private final AtomicBoolean done = new AtomicBoolean();
    private final Thread thread = Thread.ofPlatform().start(this::spin);

    private void spin() {
        while (!done.get()) {
            // Neither Thread.onSpinWait nor yield.
        }
    }

    /// Ends it and waits for that.
    void end() throws InterruptedException {
        done.set(true);
        thread.join();
    }
}
