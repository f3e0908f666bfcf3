package dev.morgana.image;

/// How an image is built, as far as the user decides.
///
/// @param allowMissingNatives whether a native method that nobody implements throws when called, instead of failing the build
/// @param quick whether the build takes less time, and the image is larger, slower and another one each time
public record BuildOptions(boolean allowMissingNatives, boolean quick) {
    /// What is built when nothing is said.
    public static final BuildOptions USUAL = new BuildOptions(false, false);
}
