package dev.morgana.storage;

/// A file with bytes.
sealed class RegularNode extends Node permits ComputedNode {
    final Content content;

    RegularNode(Volume volume, int permissions, long now) {
        super(volume, permissions, now);
        content = new Content(volume.budget());
    }

    /// A file that has bytes already, and no name yet.
    RegularNode(Volume volume, int permissions, FixedFile file, long now) {
        super(volume, permissions, now);
        content = file.content(volume.budget());
    }

    /// What one who opens it gets.
    RegularNode opened(long now) {
        return this;
    }

    @Override
    final FileKind kind() {
        return FileKind.REGULAR;
    }

    @Override
    final long size() {
        return content.size();
    }

    @Override
    final void free() {
        content.resize(0);
    }

    /// Sets the size, which counts as writing.
    final void resize(long size, long now) {
        content.resize(size);
        touchModified(now);
    }
}
