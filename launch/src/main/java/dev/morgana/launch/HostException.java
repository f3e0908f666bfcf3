package dev.morgana.launch;

/// Something on this host failed or is missing: Maven, QEMU, a compiler. The message says what to do.
public final class HostException extends RuntimeException {
    /// @param message what to do about it, too
    public HostException(String message) {
        super(message);
    }

    /// @param message what to do about it, too
    public HostException(String message, Throwable cause) {
        super(message, cause);
    }
}
