package dev.morgana.storage;

/// Memory for files, in bytes.
///
/// @param capacity all
/// @param free not used
public record Space(long capacity, long free) {}
