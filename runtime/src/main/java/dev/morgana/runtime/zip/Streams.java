package dev.morgana.runtime.zip;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Open streams by handle. The JDK keeps a `long` where the C library has a pointer; a handle is never 0 and never used again, so
/// that a stale one is found out instead of meeting another stream. Thread-safe.
final class Streams<S> {
    private final ConcurrentHashMap<Long, S> open = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    /// Enters a stream and returns its handle.
    long open(S stream) {
        long handle = last.incrementAndGet();
        open.put(handle, stream);
        return handle;
    }

    /// The stream of `handle`.
    ///
    /// @throws IllegalStateException if it has ended
    S of(long handle) {
        S stream = open.get(handle);
        if (stream == null) {
            throw new IllegalStateException("zlib stream " + handle + " has ended");
        }
        return stream;
    }

    /// Ends a stream; its memory is left to the collector.
    void end(long handle) {
        open.remove(handle);
    }
}
