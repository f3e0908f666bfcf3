package dev.morgana.runtime.net;

import dev.morgana.runtime.machine.NativeBuffers;
import dev.morgana.sockets.ConnectionResetException;
import dev.morgana.sockets.Descriptor;
import dev.morgana.sockets.Outcome;
import java.io.IOException;

/// Moves bytes between descriptors and the program's arrays, or the addresses that the JDK hands to what it takes for C; those through a scratch array.
final class Transfers {
    private Transfers() {}

    /// Reads what is there into an array, up to `count` bytes; waits for the first byte if the descriptor waits.
    static int read(Descriptor from, byte[] to, int offset, int count) throws IOException {
        try {
            return count == 0 ? 0 : from.read(to, offset, count);
        } catch (ConnectionResetException e) {
            throw new sun.net.ConnectionResetException();
        }
    }

    /// Writes up to `count` bytes of an array; all if the descriptor waits.
    static int write(Descriptor to, byte[] from, int offset, int count) throws IOException {
        return count == 0 ? 0 : to.write(from, offset, count);
    }

    /// Reads what is there, up to `count` bytes; waits for the first byte if the descriptor waits.
    static int read(Descriptor from, long address, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        byte[] scratch = Scratch.take();
        try {
            int got = read(from, scratch, 0, Math.min(count, scratch.length));
            if (got > 0) {
                NativeBuffers.write(address, scratch, 0, got);
            }
            return got;
        } finally {
            Scratch.give(scratch);
        }
    }

    /// Writes up to `count` bytes; all if the descriptor waits. A failure after the first bytes shows in the next call.
    static int write(Descriptor to, long address, int count) throws IOException {
        byte[] scratch = Scratch.take();
        int done = 0;
        try {
            while (done < count) {
                int chunk = Math.min(count - done, scratch.length);
                NativeBuffers.read(address + done, scratch, 0, chunk);
                int put = to.write(scratch, 0, chunk);
                if (put < 0) {
                    return done > 0 ? done : put;
                }
                done += put;
                if (put < chunk) {
                    return done;
                }
            }
            return done;
        } catch (IOException e) {
            if (done > 0) {
                return done;
            }
            throw e;
        } finally {
            Scratch.give(scratch);
        }
    }

    /// Reads into an array of `iovec`, stopping at the first that is not filled.
    static long read(Descriptor from, long vector, long entries) throws IOException {
        long done = 0;
        for (int i = 0; i < entries; i++) {
            int count = IoVector.length(vector, i);
            int got = done > 0 && from.available() == 0 ? Outcome.UNAVAILABLE : 0;
            got = got == 0 ? read(from, IoVector.base(vector, i), count) : got;
            if (got < 0) {
                return done > 0 ? done : got;
            }
            done += got;
            if (got < count) {
                return done;
            }
        }
        return done;
    }

    /// Writes an array of `iovec`, stopping at the first that is not written whole.
    static long write(Descriptor to, long vector, long entries) throws IOException {
        long done = 0;
        for (int i = 0; i < entries; i++) {
            int count = IoVector.length(vector, i);
            int put = write(to, IoVector.base(vector, i), count);
            if (put < 0) {
                return done > 0 ? done : put;
            }
            done += put;
            if (put < count) {
                return done;
            }
        }
        return done;
    }
}
