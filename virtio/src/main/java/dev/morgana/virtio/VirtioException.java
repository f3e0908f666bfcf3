package dev.morgana.virtio;

/// A device cannot be used: the text says which, why, and what to do about it where that is known. Raised only while a driver is
/// being constructed; a device that fails later is reported by its driver's `failure()`.
public final class VirtioException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// An exception with its text.
    public VirtioException(String message) {
        super(message);
    }
}
