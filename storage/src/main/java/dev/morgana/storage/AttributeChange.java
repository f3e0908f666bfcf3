package dev.morgana.storage;

/// Something to be set about a file.
public sealed interface AttributeChange {
    /// Sets the lower twelve bits of the mode.
    ///
    /// @param permissions the bits
    record Permissions(int permissions) implements AttributeChange {}

    /// Sets owner and group.
    ///
    /// @param owner user; -1 leaves it
    /// @param group group; -1 leaves it
    record Owner(int owner, int group) implements AttributeChange {}

    /// Sets times, in nanoseconds since 1970.
    ///
    /// @param accessed when it was read
    /// @param modified when its bytes were written
    record Times(long accessed, long modified) implements AttributeChange {}
}
