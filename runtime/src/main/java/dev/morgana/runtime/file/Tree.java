package dev.morgana.runtime.file;

import dev.morgana.runtime.machine.MachineClock;
import dev.morgana.storage.FileError;
import dev.morgana.storage.FileException;
import dev.morgana.storage.FileKind;
import dev.morgana.storage.FileStatus;
import dev.morgana.storage.Location;
import dev.morgana.storage.MemoryFileSystem;
import dev.morgana.storage.OpenFile;
import dev.morgana.storage.OpenFlags;
import dev.morgana.storage.Space;
import java.util.List;

/// Questions about names, which have answers also while nothing was ever created.
final class Tree {
    /// Permissions that new files do not get: `umask`.
    static final int MASK = 022;

    private static final int WRITE = 2;
    private static final int EXECUTE = 1;
    private static final int ANY_EXECUTE = 0111;

    private Tree() {}

    /// What is known about a file.
    static FileStatus status(Location at, boolean follows) {
        MemoryFileSystem files = Mount.ifPresent();
        return files == null ? FixedTree.status(at.path()) : files.status(at, follows);
    }

    /// The path of something that exists, without links, `.` and `..`.
    static String realPath(String path) {
        MemoryFileSystem files = Mount.ifPresent();
        return files == null ? FixedTree.existing(path) : files.realPath(Location.of(path));
    }

    /// The names in a directory.
    static List<String> names(String path) {
        MemoryFileSystem files = Mount.ifPresent();
        if (files == null) {
            return FixedTree.names(path);
        }
        OpenFlags flags = new OpenFlags(OpenFlags.DIRECTORY);
        OpenFile directory = files.open(Location.of(path), flags, 0, 0);
        try {
            return directory.names(MachineClock.wall());
        } finally {
            directory.close();
        }
    }

    /// Memory for files where `path` is.
    static Space space(String path) {
        MemoryFileSystem files = Mount.ifPresent();
        return files == null ? FixedTree.space(path) : files.space(Location.of(path));
    }

    /// Opens a file that exists, to be read.
    static OpenFile openToRead(String path) {
        MemoryFileSystem files = Mount.ifPresent();
        if (files == null) {
            FixedTree.existing(path);
            throw FileError.EISDIR.exception();
        }
        return files.open(Location.of(path), new OpenFlags(0), 0, MachineClock.wall());
    }

    /// What was created; so nothing is there where nothing was.
    static MemoryFileSystem changeable(String path) {
        MemoryFileSystem files = Mount.ifPresent();
        if (files == null) {
            FixedTree.existing(path);
            throw FileError.EROFS.exception();
        }
        return files;
    }

    /// Refuses what the superuser may not do, either: write where nothing can be written, execute what is not executable.
    static void checkAccess(String path, int access) {
        FileStatus status = status(Location.of(path), true);
        if ((access & WRITE) != 0 && status.device() == FixedTree.ROOT_DEVICE) {
            throw FileError.EROFS.exception();
        }
        boolean executable =
                status.kind() == FileKind.DIRECTORY || (status.permissions() & ANY_EXECUTE) != 0;
        if ((access & EXECUTE) != 0 && !executable) {
            throw FileError.EACCES.exception();
        }
    }

    /// The shortest form of an absolute path, of which the end need not exist.
    static String canonical(String path) {
        int end = path.length();
        while (end > 0) {
            try {
                return PathText.join(realPath(path.substring(0, end)), path.substring(end));
            } catch (FileException e) {
                if (e.error() != FileError.ENOENT && e.error() != FileError.ENOTDIR) {
                    throw e;
                }
                end = path.lastIndexOf('/', end - 1);
            }
        }
        return PathText.join("/", path);
    }
}
