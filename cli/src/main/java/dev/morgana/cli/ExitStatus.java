package dev.morgana.cli;

/// The statuses that the tool itself ends with. All others are the program's.
final class ExitStatus {
    /// Everything went well.
    static final int OK = 0;

    /// A wrong command line, or a boot key that the image refuses.
    static final int USAGE = 64;

    /// `--timeout` ended the program.
    static final int TIMEOUT = 124;

    /// The machine failed: the program did not end by itself.
    static final int MACHINE_FAULT = 125;

    /// The program could not be built, or the host lacks something.
    static final int NOT_BUILT = 126;

    /// SIGHUP: 128 and the signal's number, as for the two below.
    static final int HANGUP = 129;

    /// Ctrl-C (SIGINT).
    static final int INTERRUPTED = 130;

    /// Standard output is closed (SIGPIPE).
    static final int OUTPUT_CLOSED = 141;

    /// SIGTERM.
    static final int TERMINATED = 143;

    private ExitStatus() {}
}
