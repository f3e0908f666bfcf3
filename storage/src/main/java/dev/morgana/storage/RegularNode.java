package dev.morgana.storage;

/// A file with bytes.
final class RegularNode extends Node {
    final Content content;

    RegularNode(Volume volume, int permissions, long now) {
        super(volume, permissions, now);
        content = new Content(volume.budget());
    }

    @Override
    FileKind kind() {
        return FileKind.REGULAR;
    }

    @Override
    long size() {
        return content.size();
    }

    @Override
    void free() {
        content.resize(0);
    }

    /// Sets the size, which counts as writing.
    void resize(long size, long now) {
        content.resize(size);
        touchModified(now);
    }
}
