package dev.morgana.storage;

import org.jspecify.annotations.Nullable;

/// Where something is, or is to be.
///
/// @param directory open directory that a relative path begins at; null for the root, which is the working directory
/// @param path components separated by `/`
public record Location(@Nullable OpenFile directory, String path) {
    /// By a path from the root.
    public static Location of(String path) {
        return new Location(null, path);
    }
}
