package dev.morgana.runtime.file;

import dev.morgana.runtime.machine.MachineClock;
import dev.morgana.storage.MemoryFileSystem;
import org.jspecify.annotations.Nullable;

/// The file system of the machine, made when it is first needed. Call [#get] only where something may be created: an image in which no
/// such place is reachable holds none of it.
final class Mount {
    /// A fourth of the heap may hold files: the collector needs room to copy.
    private static final int SHARE = 4;

    private static volatile @Nullable MemoryFileSystem mounted;
    private static long since;

    private Mount() {}

    /// The file system, if anything was ever created, or is there from the start.
    static @Nullable MemoryFileSystem ifPresent() {
        return EmbeddedFiles.FILES.isEmpty() ? mounted : get();
    }

    /// The file system.
    static synchronized MemoryFileSystem get() {
        MemoryFileSystem present = mounted;
        if (present == null) {
            present = new MemoryFileSystem(capacity(), EmbeddedFiles.FILES, since());
            mounted = present;
        }
        return present;
    }

    /// Bytes of memory for files.
    static long capacity() {
        return Runtime.getRuntime().maxMemory() / SHARE;
    }

    /// When the directories that are always there were made: at the first question about them.
    static synchronized long since() {
        if (since == 0) {
            since = MachineClock.wall();
        }
        return since;
    }
}
