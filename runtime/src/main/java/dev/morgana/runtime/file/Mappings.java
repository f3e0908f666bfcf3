package dev.morgana.runtime.file;

import dev.morgana.runtime.machine.MachineClock;
import dev.morgana.runtime.machine.NativeBuffers;
import dev.morgana.storage.FileException;
import java.io.FileDescriptor;
import java.io.IOException;

/// Mapped files: copies, as the file's own memory is scattered and moves. So what is mapped is the file as it was; the JDK leaves open
/// whether a read-only mapping shows later changes, and a private one keeps its own changes anyway. Mappings through which a file is written
/// are refused.
final class Mappings {
    /// What `UnixFileDispatcherImpl` calls MAP_RW.
    private static final int READ_WRITE = 1;

    private Mappings() {}

    /// Maps `size` bytes from `position` on.
    ///
    /// @return their address, at the beginning of a page
    static long open(FileDescriptor descriptor, int protection, long position, long size)
            throws IOException {
        if (protection == READ_WRITE) {
            throw new UnsupportedOperationException(
                    "files in memory can be mapped READ_ONLY or PRIVATE, not READ_WRITE");
        }
        long address = NativeBuffers.allocatePages(size);
        try {
            FileStreams.file(descriptor)
                    .read(position, size, new NativeBytes(address), MachineClock.wall());
            return address;
        } catch (FileException e) {
            NativeBuffers.freePages(address);
            throw FileStreams.failed(e);
        }
    }

    /// Ends a mapping.
    static void close(long address) {
        NativeBuffers.freePages(address);
    }
}
