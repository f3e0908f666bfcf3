package dev.morgana.runtime.file;

import dev.morgana.runtime.machine.MachineClock;
import dev.morgana.storage.FileError;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Directories that are being listed, as they were when the listing began.
final class DirectoryStreams {
    private static final int NO_DESCRIPTOR = -1;
    private static final Slots<Listing> SLOTS = new Slots<>();

    private DirectoryStreams() {}

    /// @param names what is still to come
    /// @param descriptor number of the open directory, closed at the end, or -1
    private record Listing(Iterator<String> names, int descriptor) {}

    /// Begins to list a directory by its path.
    static long open(String path) {
        return add(new Listing(Tree.names(path).iterator(), NO_DESCRIPTOR));
    }

    /// Begins to list an open directory, which now belongs to the listing.
    static long open(int descriptor) {
        List<String> names = OpenFiles.get(descriptor).names(MachineClock.wall());
        return add(new Listing(names.iterator(), descriptor));
    }

    /// The next name, or null at the end.
    static byte @Nullable [] next(long stream) {
        Listing listing = SLOTS.get(slot(stream));
        if (listing == null) {
            throw FileError.EBADF.exception();
        }
        return listing.names.hasNext() ? UnixCalls.bytes(listing.names.next()) : null;
    }

    /// Ends it.
    static void close(long stream) {
        Listing listing = SLOTS.remove(slot(stream));
        if (listing == null) {
            throw FileError.EBADF.exception();
        }
        if (listing.descriptor != NO_DESCRIPTOR) {
            OpenFiles.close(listing.descriptor);
        }
    }

    /// The JDK takes 0 for no stream.
    private static long add(Listing listing) {
        int slot = SLOTS.add(listing);
        if (slot < 0) {
            throw FileError.EMFILE.exception();
        }
        return slot + 1L;
    }

    private static int slot(long stream) {
        return (int) stream - 1;
    }
}
