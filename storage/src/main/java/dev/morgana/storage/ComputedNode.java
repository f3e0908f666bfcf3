package dev.morgana.storage;

/// A file whose bytes are made anew for each one who opens it. By its name it is empty, like the files of `/proc` on Linux; who opens
/// it gets a file without a name, whose size is right and which stays as it is.
final class ComputedNode extends RegularNode {
    private final FileSource source;

    ComputedNode(Volume volume, int permissions, FileSource source, long now) {
        super(volume, permissions, now);
        this.source = source;
    }

    @Override
    RegularNode opened(long now) {
        return new RegularNode(volume, permissions, source.open(), now);
    }
}
