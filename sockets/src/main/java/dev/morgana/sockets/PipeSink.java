package dev.morgana.sockets;

import java.io.IOException;

/// The end of a pipe that is written.
public final class PipeSink extends Descriptor {
    private final PipeSource source;
    private final PipeBuffer buffer;

    PipeSink(Stack stack, PipeSource source, PipeBuffer buffer) {
        super(stack);
        this.source = source;
        this.buffer = buffer;
    }

    @Override
    public int write(byte[] from, int offset, int count) throws IOException {
        int done = 0;
        stack.enter();
        try {
            while (!closed()) {
                if (buffer.sourceClosed) {
                    throw new IOException("Broken pipe");
                }
                int put = buffer.put(from, offset + done, count - done);
                done += put;
                if (put > 0) {
                    source.changed();
                }
                if (done == count || (nonBlocking() && done > 0)) {
                    return done;
                }
                if (nonBlocking()) {
                    return Outcome.UNAVAILABLE;
                }
                await(Readiness.OUT, Long.MAX_VALUE);
            }
            return done > 0 ? done : Outcome.INTERRUPTED;
        } finally {
            stack.leave();
        }
    }

    @Override
    int readiness() {
        int bits = buffer.room() > 0 ? Readiness.OUT : 0;
        return buffer.sourceClosed ? bits | Readiness.ERROR : bits;
    }

    @Override
    void release(long now) {
        buffer.sinkClosed = true;
        source.changed();
    }
}
