package dev.morgana.sockets;

/// What an operation gives instead of a count of bytes, with the numbers of the JDK's `sun.nio.ch.IOStatus`.
public final class Outcome {
    /// The stream is at its end.
    public static final int END = -1;

    /// It would have to wait, and the descriptor does not.
    public static final int UNAVAILABLE = -2;

    /// The descriptor was closed while the operation waited.
    public static final int INTERRUPTED = -3;

    private Outcome() {}
}
