package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.Refused;
import dev.morgana.runtime.machine.MachineClock;
import dev.morgana.storage.AttributeChange;
import dev.morgana.storage.FileError;
import dev.morgana.storage.FileException;
import dev.morgana.storage.Location;
import dev.morgana.storage.OpenFlags;
import dev.morgana.storage.Space;
import org.jspecify.annotations.Nullable;

/// What `java.nio.file` asks of the file system. Paths come as addresses of strings that end with a zero byte; a name that ends in `at`
/// takes the number of an open directory that they begin at. What the numbers mean is said in `sun.nio.fs.UnixConstants`.
@TargetClass(className = "sun.nio.fs.UnixNativeDispatcher")
final class Target_sun_nio_fs_UnixNativeDispatcher {

    @Substitute
    static int init() {
        return UnixNumbers.SUPPORTS_OPENAT | UnixNumbers.SUPPORTS_BIRTHTIME;
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
        return UnixCalls.getInt(() -> UnixFiles.open(UnixCalls.at(path), flags, mode));
    }

    @Substitute
    static int openat0(int directory, long path, int flags, int mode) {
        return UnixCalls.getInt(() -> UnixFiles.open(UnixCalls.at(directory, path), flags, mode));
    }

    /// The JDK does this to directories only; so a second opening does as well.
    @Substitute
    static int dup(int descriptor) {
        return UnixCalls.getInt(() ->
                UnixFiles.open(
                        new Location(OpenFiles.get(descriptor), "."), OpenFlags.DIRECTORY, 0));
    }

    @Substitute
    static void close0(int descriptor) {
        UnixCalls.run(() -> OpenFiles.close(descriptor));
    }

    @Substitute
    static int stat0(long path, Target_sun_nio_fs_UnixFileAttributes attributes) {
        try {
            UnixStatus.fill(attributes, Tree.status(UnixCalls.at(path), true));
            return 0;
        } catch (FileException e) {
            return e.error().number();
        }
    }

    @Substitute
    static void lstat0(long path, Target_sun_nio_fs_UnixFileAttributes attributes) {
        UnixCalls.run(() -> UnixStatus.fill(attributes, Tree.status(UnixCalls.at(path), false)));
    }

    @Substitute
    static void fstat0(int descriptor, Target_sun_nio_fs_UnixFileAttributes attributes) {
        UnixCalls.run(() -> UnixStatus.fill(attributes, OpenFiles.get(descriptor).status()));
    }

    @Substitute
    static void fstatat0(
            int directory, long path, int flags, Target_sun_nio_fs_UnixFileAttributes attributes) {
        boolean follows = (flags & UnixNumbers.DO_NOT_FOLLOW) == 0;
        UnixCalls.run(() ->
                UnixStatus.fill(attributes, Tree.status(UnixCalls.at(directory, path), follows)));
    }

    @Substitute
    static int access0(long path, int mode) {
        try {
            Tree.checkAccess(UnixCalls.text(path), mode);
            return 0;
        } catch (FileException e) {
            return e.error().number();
        }
    }

    @Substitute
    static byte[] realpath0(long path) {
        return UnixCalls.get(() -> UnixCalls.bytes(Tree.realPath(UnixCalls.text(path))));
    }

    @Substitute
    static byte[] readlink0(long path) {
        return UnixCalls.get(() -> {
            Location at = UnixCalls.at(path);
            Tree.status(at, false);
            return UnixCalls.bytes(Mount.get().target(at));
        });
    }

    @Substitute
    static long opendir0(long path) {
        return UnixCalls.getLong(() -> DirectoryStreams.open(UnixCalls.text(path)));
    }

    @Substitute
    static long fdopendir(int descriptor) {
        return UnixCalls.getLong(() -> DirectoryStreams.open(descriptor));
    }

    @Substitute
    static byte @Nullable [] readdir0(long stream) {
        try {
            return DirectoryStreams.next(stream);
        } catch (FileException e) {
            throw UnixCalls.raise(e.error());
        }
    }

    @Substitute
    static void closedir(long stream) {
        UnixCalls.run(() -> DirectoryStreams.close(stream));
    }

    @Substitute
    static void mkdir0(long path, int mode) {
        UnixCalls.run(() ->
                Mount.get()
                        .makeDirectory(UnixCalls.at(path), mode & ~Tree.MASK, MachineClock.wall()));
    }

    @Substitute
    static void symlink0(long target, long created) {
        UnixCalls.run(() ->
                Mount.get()
                        .makeLink(
                                UnixCalls.text(target),
                                UnixCalls.at(created),
                                MachineClock.wall()));
    }

    @Substitute
    static void link0(long existing, long created) {
        UnixCalls.run(() ->
                Tree.changeable(UnixCalls.text(existing))
                        .addName(
                                UnixCalls.at(existing),
                                UnixCalls.at(created),
                                MachineClock.wall()));
    }

    @Substitute
    static void unlink0(long path) {
        UnixCalls.run(() -> UnixFiles.remove(UnixCalls.at(path), false));
    }

    @Substitute
    static void rmdir0(long path) {
        UnixCalls.run(() -> UnixFiles.remove(UnixCalls.at(path), true));
    }

    @Substitute
    static void unlinkat0(int directory, long path, int flags) {
        boolean isDirectory = (flags & UnixNumbers.REMOVE_DIRECTORY) != 0;
        UnixCalls.run(() -> UnixFiles.remove(UnixCalls.at(directory, path), isDirectory));
    }

    @Substitute
    static void rename0(long from, long to) {
        UnixCalls.run(() ->
                Tree.changeable(UnixCalls.text(from))
                        .rename(UnixCalls.at(from), UnixCalls.at(to), MachineClock.wall()));
    }

    @Substitute
    static void renameat0(int fromDirectory, long from, int toDirectory, long to) {
        UnixCalls.run(() ->
                Mount.get()
                        .rename(
                                UnixCalls.at(fromDirectory, from),
                                UnixCalls.at(toDirectory, to),
                                MachineClock.wall()));
    }

    @Substitute
    @Refused("there are no devices")
    static void mknod0(long path, int mode, long device) {
        throw UnixCalls.raise(FileError.EPERM);
    }

    @Substitute
    static void chmod0(long path, int mode) {
        UnixCalls.run(() ->
                UnixFiles.change(UnixCalls.at(path), true, new AttributeChange.Permissions(mode)));
    }

    @Substitute
    static void fchmod0(int descriptor, int mode) {
        UnixCalls.run(() -> UnixFiles.change(descriptor, new AttributeChange.Permissions(mode)));
    }

    @Substitute
    static void fchmodat0(int directory, long path, int mode, int flags) {
        boolean follows = (flags & UnixNumbers.DO_NOT_FOLLOW) == 0;
        UnixCalls.run(() ->
                UnixFiles.change(
                        UnixCalls.at(directory, path),
                        follows,
                        new AttributeChange.Permissions(mode)));
    }

    @Substitute
    static void chown0(long path, int owner, int group) {
        AttributeChange change = new AttributeChange.Owner(owner, group);
        UnixCalls.run(() -> UnixFiles.change(UnixCalls.at(path), true, change));
    }

    @Substitute
    static void lchown0(long path, int owner, int group) {
        AttributeChange change = new AttributeChange.Owner(owner, group);
        UnixCalls.run(() -> UnixFiles.change(UnixCalls.at(path), false, change));
    }

    @Substitute
    static void fchown0(int descriptor, int owner, int group) {
        UnixCalls.run(() -> UnixFiles.change(descriptor, new AttributeChange.Owner(owner, group)));
    }

    @Substitute
    static void utimensat0(int directory, long path, long accessed, long modified, int flags) {
        boolean follows = (flags & UnixNumbers.DO_NOT_FOLLOW) == 0;
        UnixCalls.run(() ->
                UnixFiles.change(
                        UnixCalls.at(directory, path),
                        follows,
                        UnixFiles.times(accessed, modified)));
    }

    @Substitute
    static void futimens0(int descriptor, long accessed, long modified) {
        UnixCalls.run(() -> UnixFiles.change(descriptor, UnixFiles.times(accessed, modified)));
    }

    @Substitute
    static void statvfs0(long path, Target_sun_nio_fs_UnixFileStoreAttributes attributes) {
        UnixCalls.run(() -> {
            Space space = Tree.space(UnixCalls.text(path));
            attributes.f_frsize = UnixNumbers.BLOCK;
            attributes.f_blocks = space.capacity() / UnixNumbers.BLOCK;
            attributes.f_bfree = space.free() / UnixNumbers.BLOCK;
            attributes.f_bavail = space.free() / UnixNumbers.BLOCK;
        });
    }

    /// Only for the JDK's own files.
    @Substitute
    static int read0(int descriptor, long to, int count) {
        return UnixCalls.getInt(() ->
                (int)
                        OpenFiles.get(descriptor)
                                .read(count, new NativeBytes(to), MachineClock.wall()));
    }

    @Substitute
    static int write0(int descriptor, long from, int count) {
        return UnixCalls.getInt(() ->
                (int)
                        OpenFiles.get(descriptor)
                                .write(count, new NativeBytes(from), MachineClock.wall()));
    }

    /// The one user and the one group are called root.
    @Substitute
    static byte[] getpwuid(int user) {
        return UnixCalls.bytes(user == 0 ? "root" : Integer.toString(user));
    }

    @Substitute
    static byte[] getgrgid(int group) {
        return getpwuid(group);
    }

    /// The number of a user, or -1.
    @Substitute
    static int getpwnam0(long name) {
        return UnixCalls.text(name).equals("root") ? 0 : -1;
    }

    @Substitute
    static int getgrnam0(long name) {
        return getpwnam0(name);
    }

    @Substitute
    static byte[] strerror(int number) {
        FileError error = FileError.of(number);
        return UnixCalls.bytes(error == null ? "Unknown error " + number : error.text());
    }

    @Substitute
    static int getlinelen(long stream) {
        return MountTable.NO_LINE;
    }

    @Substitute
    static void rewind(long stream) {}

    @Substitute
    @Refused("files in memory have no extended attributes")
    static int fgetxattr0(int descriptor, long name, long value, int size) {
        throw UnixCalls.raise(FileError.EOPNOTSUPP);
    }

    @Substitute
    @Refused("files in memory have no extended attributes")
    static void fsetxattr0(int descriptor, long name, long value, int size) {
        throw UnixCalls.raise(FileError.EOPNOTSUPP);
    }

    @Substitute
    @Refused("files in memory have no extended attributes")
    static void fremovexattr0(int descriptor, long name) {
        throw UnixCalls.raise(FileError.EOPNOTSUPP);
    }

    @Substitute
    @Refused("files in memory have no extended attributes")
    static int flistxattr(int descriptor, long list, int size) {
        throw UnixCalls.raise(FileError.EOPNOTSUPP);
    }
}
