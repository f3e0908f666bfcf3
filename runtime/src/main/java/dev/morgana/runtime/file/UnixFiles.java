package dev.morgana.runtime.file;

import dev.morgana.runtime.machine.MachineClock;
import dev.morgana.storage.AttributeChange;
import dev.morgana.storage.FileError;
import dev.morgana.storage.Location;
import dev.morgana.storage.MemoryFileSystem;
import dev.morgana.storage.OpenFlags;

/// System calls that come in several forms.
final class UnixFiles {
    private static final long SECOND = 1_000_000_000;

    private UnixFiles() {}

    /// Opens a file or a directory.
    ///
    /// @return its number
    static int open(Location at, int flags, int mode) {
        return OpenFiles.add(
                Mount.get().open(at, new OpenFlags(flags), mode & ~Tree.MASK, MachineClock.wall()));
    }

    /// Removes a name.
    static void remove(Location at, boolean isDirectory) {
        MemoryFileSystem files = Tree.changeable(at.path());
        if (isDirectory) {
            files.removeDirectory(at, MachineClock.wall());
        } else {
            files.removeName(at, MachineClock.wall());
        }
    }

    /// Sets something about a file.
    static void change(Location at, boolean follows, AttributeChange change) {
        Tree.changeable(at.path()).change(at, follows, change, MachineClock.wall());
    }

    /// Sets something about an open file.
    static void change(int descriptor, AttributeChange change) {
        OpenFiles.get(descriptor).change(change, MachineClock.wall());
    }

    /// The change of both times. As in the JDK on Linux, a time before 1970 is one in whole seconds: the JDK's remainder of any other one is
    /// negative, and Linux refuses that.
    static AttributeChange times(long accessed, long modified) {
        if (accessed % SECOND < 0 || modified % SECOND < 0) {
            throw FileError.EINVAL.exception();
        }
        return new AttributeChange.Times(accessed, modified);
    }
}
