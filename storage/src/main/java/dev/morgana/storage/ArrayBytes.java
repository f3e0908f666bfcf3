package dev.morgana.storage;

/// Bytes of an array, from an index up.
final class ArrayBytes implements Source, Destination {
    private final byte[] array;
    private int at;

    ArrayBytes(byte[] array, int offset) {
        this.array = array;
        this.at = offset;
    }

    @Override
    public void put(byte[] from, int offset, int count) {
        System.arraycopy(from, offset, array, at, count);
        at += count;
    }

    @Override
    public void get(byte[] to, int offset, int count) {
        System.arraycopy(array, at, to, offset, count);
        at += count;
    }
}
