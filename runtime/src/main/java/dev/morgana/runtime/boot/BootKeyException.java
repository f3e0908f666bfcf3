package dev.morgana.runtime.boot;

/// A token of the kernel command line that is no boot key, or has a bad value; the message is for the user.
public final class BootKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String text;

    BootKeyException(String text) {
        super(text);
        this.text = text;
    }

    /// The message.
    public String text() {
        return text;
    }
}
