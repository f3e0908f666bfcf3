package dev.morgana.launch;

/// What the user asked for cannot be done as asked. The message says what is wrong, where, and what to do.
public final class UsageException extends RuntimeException {
    /// @param message what is wrong, where, and what to do
    public UsageException(String message) {
        super(message);
    }
}
