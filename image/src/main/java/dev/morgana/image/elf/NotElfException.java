package dev.morgana.image.elf;

/// Raised for content that is no ELF64 file, or a damaged one. The message names the file.
public final class NotElfException extends RuntimeException {
    NotElfException(String message) {
        super(message);
    }

    NotElfException(String message, Throwable cause) {
        super(message, cause);
    }
}
