package dev.morgana.sockets;

import java.io.IOException;

/// The end of a pipe that is read.
public final class PipeSource extends Descriptor {
    private final PipeBuffer buffer = new PipeBuffer();
    private final PipeSink sink;

    /// A pipe; its other end is [#sink].
    public PipeSource(Stack stack) {
        super(stack);
        sink = new PipeSink(stack, this, buffer);
    }

    /// The end that is written.
    public PipeSink sink() {
        return sink;
    }

    /// Drops all bytes.
    ///
    /// @return whether there were any
    public boolean drain() {
        stack.enter();
        try {
            boolean any = buffer.length() > 0;
            buffer.clear();
            sink.changed();
            return any;
        } finally {
            stack.leave();
        }
    }

    @Override
    public int read(byte[] to, int offset, int count) throws IOException {
        stack.enter();
        try {
            while (!closed()) {
                int taken = buffer.take(to, offset, count);
                if (taken > 0) {
                    sink.changed();
                    return taken;
                }
                if (buffer.sinkClosed) {
                    return Outcome.END;
                }
                if (nonBlocking()) {
                    return Outcome.UNAVAILABLE;
                }
                await(Readiness.IN, Long.MAX_VALUE);
            }
            return Outcome.INTERRUPTED;
        } finally {
            stack.leave();
        }
    }

    @Override
    public int available() {
        stack.enter();
        int length = buffer.length();
        stack.leave();
        return length;
    }

    @Override
    int readiness() {
        int bits = buffer.length() > 0 ? Readiness.IN : 0;
        return buffer.sinkClosed ? bits | Readiness.HANG_UP : bits;
    }

    @Override
    void release(long now) {
        buffer.sourceClosed = true;
        sink.changed();
    }
}
