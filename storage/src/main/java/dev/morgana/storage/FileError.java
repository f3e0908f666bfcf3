package dev.morgana.storage;

import org.jspecify.annotations.Nullable;

/// What can go wrong, by the names of POSIX, with the numbers and texts of Linux.
public enum FileError {
    EPERM(1, "Operation not permitted"),
    ENOENT(2, "No such file or directory"),
    EBADF(9, "Bad file descriptor"),
    EACCES(13, "Permission denied"),
    EBUSY(16, "Device or resource busy"),
    EEXIST(17, "File exists"),
    EXDEV(18, "Invalid cross-device link"),
    ENODEV(19, "No such device"),
    ENOTDIR(20, "Not a directory"),
    EISDIR(21, "Is a directory"),
    EINVAL(22, "Invalid argument"),
    EMFILE(24, "Too many open files"),
    EFBIG(27, "File too large"),
    ENOSPC(28, "No space left on device"),
    ESPIPE(29, "Illegal seek"),
    EROFS(30, "Read-only file system"),
    ENAMETOOLONG(36, "File name too long"),
    ENOTEMPTY(39, "Directory not empty"),
    ELOOP(40, "Too many levels of symbolic links"),
    ENODATA(61, "No data available"),
    EOPNOTSUPP(95, "Operation not supported");

    private final int number;
    private final String text;

    /// Holds nothing that changes: no stack trace, no suppressed exceptions.
    @SuppressWarnings("ImmutableEnumChecker")
    private final FileException exception;

    FileError(int number, String text) {
        this.number = number;
        this.text = text;
        this.exception = new FileException(this, text);
    }

    /// The number: `errno`.
    public int number() {
        return number;
    }

    /// The text that `strerror` gives.
    public String text() {
        return text;
    }

    /// The exception to throw. There is one of each, made beforehand: that a file does not exist is an everyday answer.
    public FileException exception() {
        return exception;
    }

    /// The error with this number, or null.
    public static @Nullable FileError of(int number) {
        for (FileError error : values()) {
            if (error.number == number) {
                return error;
            }
        }
        return null;
    }
}
