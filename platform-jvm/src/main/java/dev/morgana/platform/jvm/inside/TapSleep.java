package dev.morgana.platform.jvm.inside;

import dev.morgana.runtime.net.LoopSleep;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;

/// Sleep until a TAP interface has a frame: `poll` over it and over an `eventfd` that others write.
final class TapSleep implements LoopSleep {
    private static final int NONBLOCK = 2048;

    // struct pollfd
    private static final int ENTRY = 8;
    private static final int EVENTS = 4;
    private static final int HAPPENED = 6;
    private static final short READABLE = 1;

    private final MemorySegment entries = Arena.global().allocate(2L * ENTRY, ENTRY);
    private final int wake;

    TapSleep(Tap tap) {
        wake = Linux.eventfd(0, NONBLOCK);
        entry(0, tap.descriptor());
        entry(1, wake);
    }

    private void entry(int index, int descriptor) {
        entries.set(ValueLayout.JAVA_INT, (long) index * ENTRY, descriptor);
        entries.set(ValueLayout.JAVA_SHORT, (long) index * ENTRY + EVENTS, READABLE);
    }

    private short happened(int index) {
        return entries.get(ValueLayout.JAVA_SHORT, (long) index * ENTRY + HAPPENED);
    }

    @Override
    public boolean await(long timeout) {
        boolean ready = Linux.poll(entries, 2, milliseconds(timeout)) > 0;
        if (ready && happened(1) != 0) {
            Linux.read(wake, MemorySegment.ofArray(new byte[Long.BYTES]));
        }
        if (ready && (happened(0) & ~READABLE) != 0) {
            // The interface is gone; poll passes over negative numbers.
            entry(0, -1);
        }
        return ready;
    }

    /// Rounded up: waking early would be waking for nothing.
    private static int milliseconds(long nanos) {
        if (nanos == Long.MAX_VALUE) {
            return -1;
        }
        long unit = TimeUnit.MILLISECONDS.toNanos(1);
        return (int) Math.min(Integer.MAX_VALUE, (nanos + unit - 1) / unit);
    }

    @Override
    public void wake() {
        MemorySegment one = MemorySegment.ofArray(new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
        Linux.write(wake, one);
    }
}
