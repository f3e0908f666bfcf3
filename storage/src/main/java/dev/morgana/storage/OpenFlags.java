package dev.morgana.storage;

/// How a file is to be opened: the flags of `open` on Linux for x86-64. Those not named here are without meaning in memory.
///
/// @param bits the flags
public record OpenFlags(int bits) {
    /// To write only; without this and [#READ_WRITE] to read only.
    public static final int WRITE_ONLY = 01;

    /// To read and to write.
    public static final int READ_WRITE = 02;

    /// Create it if it does not exist.
    public static final int CREATE = 0100;

    /// With [#CREATE]: it must not exist.
    public static final int EXCLUSIVE = 0200;

    /// Remove what is in it.
    public static final int TRUNCATE = 01000;

    /// Each write goes to the end.
    public static final int APPEND = 02000;

    /// It must be a directory.
    public static final int DIRECTORY = 0200000;

    /// It must not be a symbolic link.
    public static final int NO_FOLLOW = 0400000;

    boolean reads() {
        return (bits & WRITE_ONLY) == 0;
    }

    boolean writes() {
        return (bits & (WRITE_ONLY | READ_WRITE)) != 0;
    }

    boolean creates() {
        return has(CREATE);
    }

    boolean createsNew() {
        return has(CREATE | EXCLUSIVE);
    }

    boolean truncates() {
        return has(TRUNCATE);
    }

    boolean appends() {
        return has(APPEND);
    }

    boolean wantsDirectory() {
        return has(DIRECTORY);
    }

    boolean follows() {
        return !has(NO_FOLLOW) && !createsNew();
    }

    private boolean has(int flags) {
        return (bits & flags) == flags;
    }
}
