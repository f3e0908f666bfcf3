package dev.morgana.sockets;

/// The bytes between a pipe's two ends. Guarded by the stack's lock.
final class PipeBuffer {
    private static final int CAPACITY = 1 << 14;

    private final byte[] bytes = new byte[CAPACITY];
    private int begin;
    private int length;
    boolean sourceClosed;
    boolean sinkClosed;

    int length() {
        return length;
    }

    int room() {
        return CAPACITY - length;
    }

    void clear() {
        length = 0;
    }

    int take(byte[] to, int offset, int count) {
        int taken = Math.min(count, length);
        int first = Math.min(taken, CAPACITY - begin);
        System.arraycopy(bytes, begin, to, offset, first);
        System.arraycopy(bytes, 0, to, offset + first, taken - first);
        begin = (begin + taken) % CAPACITY;
        length -= taken;
        return taken;
    }

    int put(byte[] from, int offset, int count) {
        int put = Math.min(count, room());
        int end = (begin + length) % CAPACITY;
        int first = Math.min(put, CAPACITY - end);
        System.arraycopy(from, offset, bytes, end, first);
        System.arraycopy(from, offset + first, bytes, 0, put - first);
        length += put;
        return put;
    }
}
