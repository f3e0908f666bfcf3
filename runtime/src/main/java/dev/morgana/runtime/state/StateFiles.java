package dev.morgana.runtime.state;

import dev.morgana.runtime.memory.MemoryCounters;
import dev.morgana.storage.FileSource;
import dev.morgana.storage.FixedFile;
import java.util.Map;

/// The files below `/proc/morgana`, whose bytes are made when they are opened. They are in the images of programs that name them: the
/// image builder says so by the property `dev.morgana.state`.
public final class StateFiles {
    private static final String FOLDER = "/proc/morgana/";

    /// What the network's file holds; without a network in the image no layers.
    private static FileSource network = () -> new Layers().file();

    private StateFiles() {}

    /// Whether the image has these files. Known while it is built.
    public static boolean wanted() {
        return Boolean.getBoolean("dev.morgana.state");
    }

    /// The image holds a network, and this is where its counters come from. Called while the image is built.
    public static void network(FileSource source) {
        network = source;
    }

    /// The files by their paths.
    public static Map<String, FileSource> all() {
        return Map.of(
                FOLDER + "network", () -> network.open(), FOLDER + "memory", StateFiles::memory);
    }

    private static FixedFile memory() {
        MemoryCounters now = MemoryCounters.snapshot();
        return new Layers()
                .layer("machine")
                .count("total", now.total())
                .count("free", now.free())
                .layer("heap")
                .count("maximum", now.heapMaximum())
                .count("committed", now.heapCommitted())
                .count("used", now.heapUsed())
                .layer("collector")
                .count("youngCollections", now.youngCollections())
                .count("fullCollections", now.fullCollections())
                .count("nanos", now.collectionNanos())
                .file();
    }
}
