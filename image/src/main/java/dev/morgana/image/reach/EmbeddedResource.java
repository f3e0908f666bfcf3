package dev.morgana.image.reach;

/// A resource in the image.
///
/// @param name as `getResource` of a class loader takes it
/// @param size bytes
/// @param origin what put it there, in words
record EmbeddedResource(String name, long size, String origin) {}
