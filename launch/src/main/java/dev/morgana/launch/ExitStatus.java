package dev.morgana.launch;

/// The statuses that the tool itself ends with. All others are the program's.
public final class ExitStatus {
    /// Everything went well.
    public static final int OK = 0;

    /// `verify`: the image is not what its program builds.
    public static final int DIFFERENT = 1;

    /// A wrong command line, or a boot key that the image refuses.
    public static final int USAGE = 64;

    /// `--timeout` ended the program.
    public static final int TIMEOUT = 124;

    /// The machine failed: the program did not end by itself.
    public static final int MACHINE_FAULT = 125;

    /// The program could not be built, or the host lacks something.
    public static final int NOT_BUILT = 126;

    /// SIGHUP: 128 and the signal's number, as for the two below.
    public static final int HANGUP = 129;

    /// Ctrl-C (SIGINT).
    public static final int INTERRUPTED = 130;

    /// Standard output is closed (SIGPIPE).
    public static final int OUTPUT_CLOSED = 141;

    /// SIGTERM.
    public static final int TERMINATED = 143;

    private ExitStatus() {}
}
