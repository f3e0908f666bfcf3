package dev.morgana.benchmarks;

import java.io.IOException;
import java.net.BindException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Many requests for one path, from several connections at once, each answer checked.
///
/// @param ports ports on the loopback address that lead to the server; each connection keeps to one. QEMU's user network accepts one new connection at a time on a
///     port: with a port for each connection, the host drops and resets none of them
/// @param path what is asked for
/// @param requests how many in all
/// @param connections how many at a time, each on a thread of its own
/// @param keepAlive whether a connection serves many requests, or one
public record HttpLoad(
        List<Integer> ports, String path, int requests, int connections, boolean keepAlive) {

    /// QEMU's user network keeps the client's port, whichever forwarded port it came by: two connections from one port would be one connection to the guest. So local ports
    /// are taken in turn from below the system's own range.
    private static final AtomicInteger LOCAL_PORT = new AtomicInteger();

    private static final int FIRST_LOCAL_PORT = 10_000;
    private static final int LOCAL_PORTS = 20_000;

    /// What came of it. The set-up of connections counts in the time of all, not in latencies.
    ///
    /// @param latencies of the requests that succeeded
    /// @param nanos from the first request to the last answer
    /// @param failures one text for each request that failed
    public record Outcome(Samples latencies, long nanos, List<String> failures) {
        /// Requests in a second.
        public double rate() {
            return latencies.count() * 1e9 / nanos;
        }
    }

    /// Runs all requests; an answer that `right` does not hold for is a failure.
    public Outcome run(Predicate<HttpConnection.Answer> right) throws InterruptedException {
        var work = new Work(right);
        long begun = System.nanoTime();
        List<Thread> threads =
                Stream.generate(() -> Thread.ofPlatform().start(work)).limit(connections).toList();
        for (Thread thread : threads) {
            thread.join();
        }
        return work.outcome(System.nanoTime() - begun);
    }

    /// What all connections share.
    private final class Work implements Runnable {
        private final Predicate<HttpConnection.Answer> right;
        private final AtomicInteger left = new AtomicInteger(requests);
        private final AtomicInteger started = new AtomicInteger();
        private final Queue<Long> latencies = new ConcurrentLinkedQueue<>();
        private final Queue<String> failures = new ConcurrentLinkedQueue<>();

        Work(Predicate<HttpConnection.Answer> right) {
            this.right = right;
        }

        @Override
        public void run() {
            int port = ports.get(started.getAndIncrement() % ports.size());
            while (left.get() > 0) {
                try (var connection = open(port)) {
                    do {
                        ask(connection);
                    } while (keepAlive && left.get() > 0);
                } catch (IOException e) {
                    failures.add(e.toString());
                }
            }
        }

        private static HttpConnection open(int port) throws IOException {
            int local = FIRST_LOCAL_PORT + LOCAL_PORT.getAndIncrement() % LOCAL_PORTS;
            try {
                return HttpConnection.open(port, local);
            } catch (BindException e) {
                return open(port); // another program's: the next one
            }
        }

        private void ask(HttpConnection connection) throws IOException {
            if (left.getAndDecrement() <= 0) {
                return;
            }
            long begun = System.nanoTime();
            var answer = connection.get(path, !keepAlive);
            if (!right.test(answer)) {
                throw new IOException("wrong answer with status " + answer.status());
            }
            latencies.add(System.nanoTime() - begun);
        }

        Outcome outcome(long nanos) {
            if (latencies.isEmpty()) {
                throw new IllegalStateException("every request failed: " + failures.peek());
            }
            var samples = Samples.of(latencies.stream().mapToLong(Long::longValue));
            return new Outcome(samples, nanos, List.copyOf(failures));
        }
    }
}
