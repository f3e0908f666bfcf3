package dev.morgana.storage;

/// A symbolic link.
final class LinkNode extends Node {
    final String target;
    private final int length;

    LinkNode(Volume volume, String target, long now) {
        super(volume, 0777, now);
        this.target = target;
        this.length = Names.length(target);
        if (!volume.budget().take(length)) {
            volume.budget().give(COST);
            throw FileError.ENOSPC.exception();
        }
    }

    @Override
    FileKind kind() {
        return FileKind.LINK;
    }

    @Override
    long size() {
        return length;
    }

    @Override
    void free() {
        volume.budget().give(length);
    }
}
