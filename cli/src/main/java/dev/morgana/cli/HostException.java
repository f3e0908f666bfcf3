package dev.morgana.cli;

/// Something on this host failed or is missing: Maven, QEMU, a compiler. The message says what to do.
final class HostException extends RuntimeException {
    HostException(String message) {
        super(message);
    }

    HostException(String message, Throwable cause) {
        super(message, cause);
    }
}
