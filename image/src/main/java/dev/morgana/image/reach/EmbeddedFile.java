package dev.morgana.image.reach;

/// A file of the build machine that lies in the image.
///
/// @param path where the program finds it
/// @param size bytes
/// @param line of the configuration class, which names it
/// @param holder the number of the element that holds it
record EmbeddedFile(String path, long size, String line, int holder) {}
