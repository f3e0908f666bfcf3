package dev.morgana.examples.threads;

import java.util.concurrent.locks.ReentrantLock;

/// A number that many threads add to, kept whole by one kind of lock or the other.
sealed interface Counter {
    /// Adds one.
    void add();

    /// The number, when all threads that add have ended.
    int value();

    /// Under the counter's own monitor.
    final class Monitor implements Counter {
        private int value;

        @Override
        public synchronized void add() {
            value++;
        }

        @Override
        public synchronized int value() {
            return value;
        }
    }

    /// Under a [ReentrantLock].
    final class Lock implements Counter {
        private final ReentrantLock lock = new ReentrantLock();
        private int value;

        @Override
        public void add() {
            lock.lock();
            try {
                value++;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public int value() {
            return value;
        }
    }
}
