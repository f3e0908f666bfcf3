package dev.morgana.storage;

import java.util.Arrays;

/// The bytes of a file: chunks of at most [#CHUNK] bytes each, of which those never written need no memory. A chunk grows with what is
/// in it, so that small files stay small. Bytes behind the end are zero. Guarded by the file system.
final class Content {
    /// Bytes of a full chunk: small enough for the collector to move, large enough that the table is small.
    static final int CHUNK = 1 << 14;

    /// The largest size there can be.
    static final long LARGEST = (long) CHUNK * (Integer.MAX_VALUE - 8);

    /// Bytes of a chunk's place in the table.
    static final int REFERENCE = 8;

    private static final int SMALLEST_CHUNK = 64;
    private static final byte[] ZEROS = new byte[CHUNK];
    private static final byte[] HOLE = {};
    private static final byte[][] NO_CHUNKS = {};

    private final Budget budget;
    private byte[][] chunks = NO_CHUNKS;
    private long size;

    Content(Budget budget) {
        this.budget = budget;
    }

    /// Bytes that are there already, for a file that is never written.
    Content(Budget budget, byte[][] chunks, long size) {
        this.budget = budget;
        this.chunks = chunks;
        this.size = size;
    }

    long size() {
        return size;
    }

    /// Gives `count` bytes, or those before the end if they are fewer.
    ///
    /// @return the number of bytes given
    long read(long position, long count, Destination to) {
        long end = count < size - position ? position + count : size;
        long at = position;
        while (at < end) {
            int offset = (int) (at % CHUNK);
            int piece = (int) Math.min(CHUNK - offset, end - at);
            byte[] chunk = chunk(at / CHUNK);
            int stored = Math.clamp(chunk.length - offset, 0, piece);
            if (stored > 0) {
                to.put(chunk, offset, stored);
            }
            if (stored < piece) {
                to.put(ZEROS, 0, piece - stored);
            }
            at += piece;
        }
        return Math.max(0, at - position);
    }

    /// Takes `count` bytes, or as many of them as there is room for.
    ///
    /// @return the number of bytes taken, at least 1 if `count` is
    /// @throws FileException if there is room for none, or the file would be larger than a file can be
    long write(long position, long count, Source from) {
        if (position > LARGEST - count) {
            throw FileError.EFBIG.exception();
        }
        long end = position + count;
        long at = position;
        while (at < end) {
            int offset = (int) (at % CHUNK);
            int piece = (int) Math.min(CHUNK - offset, end - at);
            if (!makeRoom((int) (at / CHUNK), offset + piece)) {
                if (at == position) {
                    throw FileError.ENOSPC.exception();
                }
                break;
            }
            from.get(chunks[(int) (at / CHUNK)], offset, piece);
            at += piece;
            size = Math.max(size, at);
        }
        return at - position;
    }

    /// Cuts off what is behind a new end, or adds zeros up to it.
    void resize(long newSize) {
        if (newSize > LARGEST) {
            throw FileError.EFBIG.exception();
        }
        if (newSize < size) {
            cut(newSize);
        }
        size = newSize;
    }

    private void cut(long newSize) {
        int offset = (int) (newSize % CHUNK);
        int kept = (int) ((newSize + CHUNK - 1) / CHUNK);
        for (int i = kept; i < chunks.length; i++) {
            budget.give(chunks[i].length);
            chunks[i] = HOLE;
        }
        if (kept == 0) {
            budget.give((long) chunks.length * REFERENCE);
            chunks = NO_CHUNKS;
        } else if (offset > 0 && kept <= chunks.length && chunks[kept - 1].length > offset) {
            Arrays.fill(chunks[kept - 1], offset, chunks[kept - 1].length, (byte) 0);
        }
    }

    private byte[] chunk(long index) {
        return index < chunks.length ? chunks[(int) index] : HOLE;
    }

    /// Lets a chunk hold at least `length` bytes. If the heap is exhausted, nothing has changed.
    private boolean makeRoom(int index, int length) {
        if (index >= chunks.length && !growTable(index + 1)) {
            return false;
        }
        byte[] old = chunks[index];
        if (old.length >= length) {
            return true;
        }
        int larger = Math.max(SMALLEST_CHUNK, Integer.highestOneBit(length - 1) << 1);
        if (!budget.take(larger - old.length)) {
            return false;
        }
        try {
            chunks[index] = Arrays.copyOf(old, larger);
            return true;
        } catch (OutOfMemoryError e) {
            budget.give(larger - old.length);
            throw e;
        }
    }

    private boolean growTable(int length) {
        int doubled = (int) Math.min(Integer.MAX_VALUE - 8L, chunks.length * 2L);
        int larger = Math.max(length, doubled);
        long cost = (long) (larger - chunks.length) * REFERENCE;
        if (!budget.take(cost)) {
            return false;
        }
        try {
            byte[][] grown = Arrays.copyOf(chunks, larger);
            Arrays.fill(grown, chunks.length, larger, HOLE);
            chunks = grown;
            return true;
        } catch (OutOfMemoryError e) {
            budget.give(cost);
            throw e;
        }
    }
}
