package dev.morgana.runtime.boot;

import dev.morgana.config.BootType;

/// A boot key that the program's configuration class declares.
///
/// @param name of the key, and of the system property that the program reads
/// @param type which values it takes
/// @param description the type in words
/// @param defaultValue the value where none is given
public record BootKeyRule(String name, BootType type, String description, String defaultValue) {}
