package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.annotate.TargetElement;

/// Error numbers of Linux, with its texts, and the exception that carries them inside the JDK.
enum Errno {
    ENOENT(2, "No such file or directory"),
    EBADF(9, "Bad file descriptor"),
    EACCES(13, "Permission denied"),
    EXDEV(18, "Invalid cross-device link"),
    ENOTDIR(20, "Not a directory"),
    EISDIR(21, "Is a directory"),
    EINVAL(22, "Invalid argument"),
    ENOTTY(25, "Inappropriate ioctl for device"),
    EROFS(30, "Read-only file system"),
    ENOSYS(38, "Function not implemented"),
    EOPNOTSUPP(95, "Operation not supported");

    final int number;
    final String text;

    Errno(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /// The text for any number.
    static String text(int number) {
        for (Errno errno : values()) {
            if (errno.number == number) {
                return errno.text;
            }
        }
        return "Unknown error " + number;
    }

    /// Throws `sun.nio.fs.UnixException`, which only the JDK can name; declared so that a caller can write `throw`.
    RuntimeException raise() {
        throw Errno.<RuntimeException>unchecked(new Target_sun_nio_fs_UnixException(number));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T unchecked(Object exception) throws T {
        return (T) exception;
    }

    /// `sun.nio.fs.UnixException`.
    @TargetClass(className = "sun.nio.fs.UnixException")
    static final class Target_sun_nio_fs_UnixException {
        @Alias
        @TargetElement(name = TargetElement.CONSTRUCTOR_NAME)
        Target_sun_nio_fs_UnixException(int errno) {}
    }
}
