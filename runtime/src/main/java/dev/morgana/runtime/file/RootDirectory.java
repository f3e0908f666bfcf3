package dev.morgana.runtime.file;

import dev.morgana.runtime.machine.NativeBuffers;

/// The one directory there is, behind the addresses of path names that the JDK hands to what it takes for C.
final class RootDirectory {
    /// Flag of `open`: make the file if it does not exist.
    static final int CREATE = 0100;

    /// Kind of access that is never granted.
    static final int WRITE = 2;

    /// Stands for the open directory.
    static final long STREAM = 1;

    /// What `java.io.FileSystem` calls BA_EXISTS and BA_DIRECTORY.
    static final int EXISTS_AS_DIRECTORY = 1 | 4;

    /// Longest name of a file, in bytes.
    static final long LONGEST_NAME = 255;

    /// Bytes of a page.
    static final long PAGE = 4096;

    private static final int READABLE_DIRECTORY = 0040555;

    private RootDirectory() {}

    /// Whether the path is the root directory's.
    static boolean is(long path) {
        return NoFiles.isRoot(NativeBuffers.string(path));
    }

    /// Lets only the root directory pass.
    static void requireRoot(long path) {
        if (!is(path)) {
            throw Errno.ENOENT.raise();
        }
    }

    /// Something is to be made, which would be possible directly below the root if that could be written.
    static RuntimeException refuseToCreate(long path) {
        boolean inRoot = CanonicalPath.of(NativeBuffers.string(path)).lastIndexOf('/') == 0;
        throw (inRoot ? Errno.EROFS : Errno.ENOENT).raise();
    }

    /// Something is to be changed, and only the root is there.
    static RuntimeException refuseToChange(long path) {
        requireRoot(path);
        throw Errno.EROFS.raise();
    }

    /// Describes the root directory: readable by all, last changed in 1970.
    static void describe(Target_sun_nio_fs_UnixFileAttributes attributes) {
        attributes.st_mode = READABLE_DIRECTORY;
        attributes.st_ino = 1;
        attributes.st_dev = 1;
        attributes.st_rdev = 0;
        attributes.st_nlink = 2;
        attributes.st_uid = 0;
        attributes.st_gid = 0;
        attributes.st_size = 0;
    }
}
