package dev.morgana.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Counts the bytes that the current thread allocates on the heap between [#start()] and [#stop()], over any number of such
/// intervals. It allocates nothing itself, so that "0 bytes per packet" can be asserted exactly; run the code a few times first, because
/// classes are loaded on first use.
public final class AllocationMeter {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long before;
    private long bytes;

    /// A meter that stands at 0.
    public AllocationMeter() {}

    /// Begins an interval.
    public void start() {
        before = threads.getCurrentThreadAllocatedBytes();
    }

    /// Ends the interval.
    public void stop() {
        bytes += threads.getCurrentThreadAllocatedBytes() - before;
    }

    /// Bytes allocated during all intervals since [#reset()].
    public long bytes() {
        return bytes;
    }

    /// Sets the meter to 0.
    public void reset() {
        bytes = 0;
    }
}
