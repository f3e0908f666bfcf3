package dev.morgana.storage;

import java.util.Arrays;

/// The bytes of a file that is there from the start and never changes, ready to be read without a copy. Immutable.
public final class FixedFile implements FileSource {
    private final byte[][] chunks;
    private final long size;

    private FixedFile(byte[][] chunks, long size) {
        this.chunks = chunks;
        this.size = size;
    }

    /// A file with a copy of `bytes`.
    public static FixedFile of(byte[] bytes) {
        byte[][] chunks = new byte[(bytes.length + Content.CHUNK - 1) / Content.CHUNK][];
        for (int i = 0; i < chunks.length; i++) {
            int from = i * Content.CHUNK;
            chunks[i] =
                    Arrays.copyOfRange(bytes, from, Math.min(from + Content.CHUNK, bytes.length));
        }
        return new FixedFile(chunks, bytes.length);
    }

    @Override
    public FixedFile open() {
        return this;
    }

    /// The bytes as a file system holds them.
    Content content(Budget budget) {
        budget.require(size + (long) chunks.length * Content.REFERENCE);
        return new Content(budget, chunks, size);
    }
}
