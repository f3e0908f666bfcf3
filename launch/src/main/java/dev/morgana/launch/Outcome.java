package dev.morgana.launch;

import java.util.Optional;

/// How a run ended: the status for the shell, and a last line where the status is the tool's and not the program's.
///
/// @param status 0 to 255
/// @param lastLine what to say about it, if it is not the program's own
public record Outcome(int status, Optional<String> lastLine) {

    /// Why the tool ended the machine.
    public enum Cause {
        /// It did not.
        NONE,
        /// The time of `--timeout` was over.
        TIMEOUT,
        /// Ctrl-C.
        INTERRUPT,
        /// SIGTERM.
        TERMINATE,
        /// SIGHUP.
        HANGUP,
        /// Nobody reads standard output any more.
        OUTPUT_CLOSED
    }

    /// The outcome of a run.
    ///
    /// @param cause why the tool ended the machine, if it did
    /// @param timeout the seconds of `--timeout`
    /// @param message what the machine said at last
    /// @param status the status of what ran the image
    /// @param silent what that status means when the machine said nothing
    static Outcome of(
            Cause cause,
            long timeout,
            Optional<ControlChannel.Message> message,
            int status,
            Launch.Silent silent) {
        return switch (cause) {
            case TIMEOUT ->
                    tool(
                            ExitStatus.TIMEOUT,
                            "the program was stopped after the %d s of --timeout"
                                    .formatted(timeout));
            case INTERRUPT -> tool(ExitStatus.INTERRUPTED, "stopped by Ctrl-C" + after(message));
            case TERMINATE -> tool(ExitStatus.TERMINATED, "stopped by SIGTERM" + after(message));
            case HANGUP -> tool(ExitStatus.HANGUP, "stopped by SIGHUP" + after(message));
            case OUTPUT_CLOSED -> outputClosed();
            case NONE -> message.map(Outcome::said).orElseGet(() -> silent.of(status));
        };
    }

    /// The outcome of a run that was ended before the machine started.
    ///
    /// @param why what ended it
    public static Outcome beforeStart(Cause why) {
        return of(why, 0, Optional.empty(), 0, Outcome::program);
    }

    private static String after(Optional<ControlChannel.Message> message) {
        return message.filter(ControlChannel.Message.Exit.class::isInstance)
                .map(exit ->
                        "; the program ended with status "
                                + ((ControlChannel.Message.Exit) exit).status())
                .orElse("; the program did not end by itself");
    }

    private static Outcome said(ControlChannel.Message message) {
        return switch (message) {
            case ControlChannel.Message.Exit(int status) -> program(status);
            case ControlChannel.Message.Usage(String text) -> tool(ExitStatus.USAGE, text);
            case ControlChannel.Message.Fault(String text) ->
                    tool(ExitStatus.MACHINE_FAULT, "machine fault: " + text);
        };
    }

    /// The program's own status.
    public static Outcome program(int status) {
        return new Outcome(status, Optional.empty());
    }

    /// Nobody reads standard output any more.
    static Outcome outputClosed() {
        return tool(ExitStatus.OUTPUT_CLOSED, "stopped: nobody reads standard output any more");
    }

    /// A status of the tool's, and why.
    public static Outcome tool(int status, String line) {
        return new Outcome(
                status,
                Optional.of(
                        "%s (status %d is the tool's, not the program's)".formatted(line, status)));
    }
}
