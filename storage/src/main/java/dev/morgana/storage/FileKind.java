package dev.morgana.storage;

/// What a name stands for.
public enum FileKind {
    /// A file with bytes.
    REGULAR(0100000),
    /// A directory.
    DIRECTORY(0040000),
    /// A symbolic link.
    LINK(0120000);

    private final int mode;

    FileKind(int mode) {
        this.mode = mode;
    }

    /// The bits `S_IFMT` of a mode.
    public int mode() {
        return mode;
    }
}
