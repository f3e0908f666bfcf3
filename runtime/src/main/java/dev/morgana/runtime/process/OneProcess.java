package dev.morgana.runtime.process;

import org.jspecify.annotations.Nullable;

/// The process table.
final class OneProcess {
    /// The only process.
    static final long NUMBER = 1;

    private OneProcess() {}

    /// Stores the children of `parent`, or all processes if that is 0.
    ///
    /// @return how many there are
    static int list(
            long parent,
            long[] processes,
            long @Nullable [] parents,
            long @Nullable [] startTimes) {
        if (parent != 0) {
            return 0;
        }
        if (processes.length > 0) {
            processes[0] = NUMBER;
        }
        if (parents != null && parents.length > 0) {
            parents[0] = 0;
        }
        if (startTimes != null && startTimes.length > 0) {
            startTimes[0] = 0;
        }
        return 1;
    }
}
