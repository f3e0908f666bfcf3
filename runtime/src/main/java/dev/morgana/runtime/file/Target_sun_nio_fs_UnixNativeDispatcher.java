package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.Refused;
import dev.morgana.runtime.machine.NativeBuffers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What `java.nio.file` asks of the file system: the root directory exists, is empty and cannot be changed. Paths come as addresses of
/// strings that end with a zero byte.
@TargetClass(className = "sun.nio.fs.UnixNativeDispatcher")
final class Target_sun_nio_fs_UnixNativeDispatcher {
    /// No optional operation (openat, extended attributes, birth time) is there.
    @Substitute
    static int init() {
        return 0;
    }

    @Substitute
    static boolean fchmodatNoFollowSupported0() {
        return false;
    }

    @Substitute
    static byte[] getcwd() {
        return new byte[] {'/'};
    }

    @Substitute
    static int open0(long path, int flags, int mode) {
        if (RootDirectory.is(path)) {
            throw Errno.EISDIR.raise();
        }
        if ((flags & RootDirectory.CREATE) != 0) {
            throw RootDirectory.refuseToCreate(path);
        }
        throw Errno.ENOENT.raise();
    }

    @Substitute
    static int stat0(long path, Target_sun_nio_fs_UnixFileAttributes attributes) {
        if (!RootDirectory.is(path)) {
            return Errno.ENOENT.number;
        }
        RootDirectory.describe(attributes);
        return 0;
    }

    @Substitute
    static void lstat0(long path, Target_sun_nio_fs_UnixFileAttributes attributes) {
        RootDirectory.requireRoot(path);
        RootDirectory.describe(attributes);
    }

    @Substitute
    static int access0(long path, int mode) {
        if (!RootDirectory.is(path)) {
            return Errno.ENOENT.number;
        }
        return (mode & RootDirectory.WRITE) == 0 ? 0 : Errno.EROFS.number;
    }

    @Substitute
    static byte[] realpath0(long path) {
        RootDirectory.requireRoot(path);
        return getcwd();
    }

    @Substitute
    static byte[] readlink0(long path) {
        RootDirectory.requireRoot(path);
        throw Errno.EINVAL.raise();
    }

    @Substitute
    static long opendir0(long path) {
        RootDirectory.requireRoot(path);
        return RootDirectory.STREAM;
    }

    @Substitute
    static byte @Nullable [] readdir0(long stream) {
        return null;
    }

    @Substitute
    static void closedir(long stream) {}

    @Substitute
    @Refused("there are no files")
    static void rename0(long from, long to) {
        throw RootDirectory.refuseToChange(from);
    }

    @Substitute
    @Refused("there are no files")
    static void utimensat0(int directory, long path, long accessed, long modified, int flags) {
        throw RootDirectory.refuseToChange(path);
    }

    /// The one user and the one group are called root.
    @Substitute
    static byte[] getpwuid(int user) {
        return "root".getBytes(StandardCharsets.US_ASCII);
    }

    @Substitute
    static byte[] getgrgid(int group) {
        return "root".getBytes(StandardCharsets.US_ASCII);
    }

    /// The number of a user, or -1.
    @Substitute
    static int getpwnam0(long name) {
        return NativeBuffers.string(name).equals("root") ? 0 : -1;
    }

    @Substitute
    static int getgrnam0(long name) {
        return NativeBuffers.string(name).equals("root") ? 0 : -1;
    }

    @Substitute
    static void statvfs0(long path, Target_sun_nio_fs_UnixFileStoreAttributes attributes) {
        RootDirectory.requireRoot(path);
    }

    @Substitute
    static byte[] strerror(int errno) {
        return Errno.text(errno).getBytes(StandardCharsets.US_ASCII);
    }

    @Substitute
    @Refused("there are no files")
    static void link0(long existing, long created) {
        throw RootDirectory.refuseToCreate(created);
    }

    @Substitute
    @Refused("there are no files")
    static void mknod0(long path, int mode, long device) {
        throw RootDirectory.refuseToCreate(path);
    }

    @Substitute
    @Refused("there are no files")
    static void mkdir0(long path, int mode) {
        throw RootDirectory.refuseToCreate(path);
    }

    @Substitute
    @Refused("there are no files")
    static void symlink0(long target, long created) {
        throw RootDirectory.refuseToCreate(created);
    }

    @Substitute
    @Refused("there are no files")
    static void unlink0(long path) {
        throw RootDirectory.refuseToChange(path);
    }

    @Substitute
    @Refused("there are no files")
    static void rmdir0(long path) {
        throw RootDirectory.refuseToChange(path);
    }

    @Substitute
    @Refused("there are no files")
    static void chown0(long path, int owner, int group) {
        throw RootDirectory.refuseToChange(path);
    }

    @Substitute
    @Refused("there are no files")
    static void lchown0(long path, int owner, int group) {
        throw RootDirectory.refuseToChange(path);
    }

    @Substitute
    @Refused("there are no files")
    static void chmod0(long path, int mode) {
        throw RootDirectory.refuseToChange(path);
    }

    @Substitute
    @Refused("there are no files")
    static void fstat0(int descriptor, Target_sun_nio_fs_UnixFileAttributes attributes) {
        throw Errno.EBADF.raise();
    }

    @Substitute
    @Refused("there are no files")
    static void fchown0(int descriptor, int owner, int group) {
        throw Errno.EBADF.raise();
    }

    @Substitute
    @Refused("there are no files")
    static void fchmod0(int descriptor, int mode) {
        throw Errno.EBADF.raise();
    }

    @Substitute
    @Refused("there are no files")
    static void fchmodat0(int directory, long path, int mode, int flags) {
        throw Errno.EBADF.raise();
    }

    @Substitute
    @Refused("there are no files")
    static void futimens0(int descriptor, long accessed, long modified) {
        throw Errno.EBADF.raise();
    }

    @Substitute
    @Refused("there are no files")
    static void unlinkat0(int directory, long path, int flags) {
        throw Errno.EBADF.raise();
    }

    @Substitute
    @Refused("there are no files")
    static void fstatat0(
            int directory, long path, int flags, Target_sun_nio_fs_UnixFileAttributes attributes) {
        throw Errno.EBADF.raise();
    }

    @Substitute
    @Refused("there are no files")
    static void renameat0(int fromDirectory, long from, int toDirectory, long to) {
        throw Errno.EBADF.raise();
    }

    @Substitute
    @Refused("there are no files")
    static void close0(int descriptor) {
        throw Errno.EBADF.raise();
    }

    @Substitute
    @Refused("there are no files")
    static void fsetxattr0(int descriptor, long name, long value, int size) {
        throw Errno.EBADF.raise();
    }

    @Substitute
    @Refused("there are no files")
    static void fremovexattr0(int descriptor, long name) {
        throw Errno.EBADF.raise();
    }

    @Substitute
    @Refused("there are no files")
    static void rewind(long stream) {
        throw Errno.EBADF.raise();
    }

    @Substitute
    @Refused("there are no files")
    static int dup(int descriptor) {
        throw Errno.EBADF.raise();
    }

    @Substitute
    @Refused("there are no files")
    static int openat0(int directory, long path, int flags, int mode) {
        throw Errno.EBADF.raise();
    }

    @Substitute
    @Refused("there are no files")
    static int getlinelen(long stream) {
        throw Errno.EBADF.raise();
    }

    @Substitute
    @Refused("there are no files")
    static long fdopendir(int descriptor) {
        throw Errno.EBADF.raise();
    }

    @Substitute
    @Refused("there are no files")
    static int read0(int descriptor, long to, int count) {
        throw Errno.EBADF.raise();
    }

    @Substitute
    @Refused("there are no files")
    static int write0(int descriptor, long from, int count) {
        throw Errno.EBADF.raise();
    }

    @Substitute
    @Refused("there are no files")
    static int fgetxattr0(int descriptor, long name, long value, int size) {
        throw Errno.EBADF.raise();
    }

    @Substitute
    @Refused("there are no files")
    static int flistxattr(int descriptor, long list, int size) {
        throw Errno.EBADF.raise();
    }
}
