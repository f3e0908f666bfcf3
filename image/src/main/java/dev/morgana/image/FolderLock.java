package dev.morgana.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps other processes from building in a folder until it is closed. It ends with its process, however that ends.
public final class FolderLock implements AutoCloseable {
    private static final String FILE = "lock";

    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    /// Waits until no other process holds the lock of `folder`, which is created when absent, and takes it.
    ///
    /// @param listener is told when that takes time
    /// @param other what there is to wait for
    /// @throws java.nio.channels.OverlappingFileLockException if this process holds it already
    public static FolderLock of(Path folder, BuildListener listener, String other)
            throws IOException {
        Files.createDirectories(folder);
        var file =
                FileChannel.open(
                        folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = new FolderLock(file);
        try {
            if (file.tryLock() == null) {
                listener.progress("waiting for " + other, 0);
                file.lock();
            }
            return lock;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
