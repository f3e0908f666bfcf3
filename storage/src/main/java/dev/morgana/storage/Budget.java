package dev.morgana.storage;

/// Bounds the memory of a file system: its files' bytes, and what it needs to keep them. Guarded by the file system.
final class Budget {
    private final long capacity;
    private long used;

    Budget(long capacity) {
        this.capacity = capacity;
    }

    /// Takes `bytes` if there are as many, and says so.
    boolean take(long bytes) {
        if (bytes > capacity - used) {
            return false;
        }
        used += bytes;
        return true;
    }

    /// Takes `bytes`.
    ///
    /// @throws FileException if there is no room
    void require(long bytes) {
        if (!take(bytes)) {
            throw FileError.ENOSPC.exception();
        }
    }

    void give(long bytes) {
        used -= bytes;
    }

    Space space() {
        return new Space(capacity, capacity - used);
    }
}
