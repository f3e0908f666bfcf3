package dev.morgana.storage;

/// What is known about a file: `struct stat`.
///
/// @param kind what it is
/// @param permissions the lower twelve bits of its mode
/// @param device number of the file system that holds it
/// @param number identifies it there
/// @param links names that it has; for a directory 2 and one for each directory in it
/// @param owner user that owns it
/// @param group group that owns it
/// @param size in bytes
/// @param times when what happened
public record FileStatus(
        FileKind kind,
        int permissions,
        int device,
        long number,
        int links,
        int owner,
        int group,
        long size,
        Times times) {

    /// When something happened to a file, in nanoseconds since 1970.
    ///
    /// @param accessed it was read; exact only to the day if it was not written since, as on Linux (`relatime`)
    /// @param modified its bytes were written
    /// @param changed anything about it was changed
    /// @param created it was created
    public record Times(long accessed, long modified, long changed, long created) {}

    /// Kind and permissions in one number: `st_mode`.
    public int mode() {
        return kind.mode() | permissions;
    }
}
