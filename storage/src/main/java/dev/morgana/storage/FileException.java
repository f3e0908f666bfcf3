package dev.morgana.storage;

/// An operation on a file failed, and changed nothing. Has no stack trace.
public final class FileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FileError error;

    FileException(FileError error, String text) {
        super(text, null, false, false);
        this.error = error;
    }

    /// Why.
    public FileError error() {
        return error;
    }
}
