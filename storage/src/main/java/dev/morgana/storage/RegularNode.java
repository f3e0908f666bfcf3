package dev.morgana.storage;

/// A file with bytes.
final class RegularNode extends Node {
    final Content content;

    RegularNode(Volume volume, int permissions, long now) {
        super(volume, permissions, now);
        content = new Content(volume.budget());
    }

    /// A file that is there from the start.
    RegularNode(Volume volume, int permissions, FixedFile file, long now) {
        super(volume, permissions, now);
        content = file.content(volume.budget());
        links = 1;
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
