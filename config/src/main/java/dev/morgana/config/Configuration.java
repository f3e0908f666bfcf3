package dev.morgana.config;

/// The description of a program's image. Implemented by at most one class of the program, which has a constructor without parameters;
/// the image builder makes one and asks it once. It may compute: read files of the build machine, branch, loop. It is not part of the
/// image.
@FunctionalInterface
public interface Configuration {
    /// The machine to build.
    ///
    /// @throws ConfigurationException if the description contradicts itself
    Machine machine();
}
