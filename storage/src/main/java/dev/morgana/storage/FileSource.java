package dev.morgana.storage;

/// Where the bytes of a file come from that is there from the start and that nobody can change.
@FunctionalInterface
public interface FileSource {
    /// The bytes for one who opens the file; they are his until he closes it. Called with the file system's monitor: must not wait for
    /// another user of the file system.
    FixedFile open();
}
