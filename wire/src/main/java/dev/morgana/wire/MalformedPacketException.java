package dev.morgana.wire;

/// The bytes do not have the form that their format prescribes. One preallocated instance without stack trace, since hostile
/// input must cost nothing: whoever parses counts the event and drops the packet.
public final class MalformedPacketException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The only instance.
    @SuppressWarnings("StaticAssignmentOfThrowable")
    public static final MalformedPacketException INSTANCE = new MalformedPacketException();

    private MalformedPacketException() {
        super("malformed packet", null, false, false);
    }
}
