package dev.morgana.image;

/// Hears how a build goes on. Called by the thread that builds.
public interface BuildListener {

    /// A listener that ignores everything.
    BuildListener SILENT = (phase, percent) -> {};

    /// A new phase has begun, or the same phase has come further.
    ///
    /// @param phase what is done now, in a few words
    /// @param percent an estimate of how much of the whole build's time has passed, 0 to 100
    void progress(String phase, int percent);

    /// Something about the image that its builder may want to know, in one line.
    default void note(String line) {}
}
