package dev.morgana.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// How long a core of this machine was busy: with programs, and with what the kernel does for them, its interrupts included.
///
/// Source: proc_pid_stat(5), `/proc/stat`.
final class Core {
    private static final Path STATISTICS = Path.of("/proc/stat");

    /// The kernel counts hundredths of seconds, wherever `USER_HZ` is what it has always been.
    private static final long NANOS_OF_TICK = 10_000_000;

    /// Places in a core's line of `user`, `nice`, `system`, `irq` and `softirq`. Not `idle`, `iowait`, nor `steal`: what a hypervisor took away.
    private static final int[] BUSY = {1, 2, 3, 6, 7};

    private Core() {}

    /// Nanoseconds since the start of this machine; only differences say anything.
    static long busyNanos(int core) throws IOException {
        return busyNanos(core, Files.readAllLines(STATISTICS));
    }

    static long busyNanos(int core, List<String> statistics) throws IOException {
        String name = "cpu" + core;
        List<String> fields =
                statistics.stream()
                        .map(line -> List.of(line.trim().split(" +")))
                        .filter(line -> line.getFirst().equals(name) && line.size() > BUSY[4])
                        .findFirst()
                        .orElseThrow(() -> new IOException(STATISTICS + " has no " + name));
        return NANOS_OF_TICK
                * IntStream.of(BUSY).mapToLong(field -> Long.parseLong(fields.get(field))).sum();
    }
}
