package dev.morgana.examples.threads;

import java.util.ArrayList;
import java.util.List;

/// Many threads that do the same.
final class Crowd {
    private Crowd() {}

    /// Work that may throw anything.
    interface Task {
        /// Does it.
        void run() throws Exception;
    }

    /// Starts `count` threads of `kind` on `task` and waits until all have ended.
    static void run(Thread.Builder kind, int count, Task task) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            threads.add(kind.start(() -> unchecked(task)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /// Runs `task`; what it throws ends the thread.
    static void unchecked(Task task) {
        try {
            task.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
