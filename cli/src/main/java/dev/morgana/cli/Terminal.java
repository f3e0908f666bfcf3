package dev.morgana.cli;

import dev.morgana.image.BuildListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/// The tool's own words, on standard error: messages, and one line of progress that rewrites itself where a person looks at a terminal.
///
/// Elsewhere each phase is a line of its own. Safe for several threads.
final class Terminal implements BuildListener {
    private static final String CLEAR_LINE = "\r\033[K";

    private final PrintStream out;
    private final boolean rewriting;
    private final long started = System.nanoTime();
    private String phase = "";
    private boolean lineOpen;
    private boolean programInLine;

    /// A terminal on `out`; `rewriting` if it is one that a person looks at.
    Terminal(PrintStream out, boolean rewriting) {
        this.out = out;
        this.rewriting = rewriting;
    }

    /// Standard error; the launcher tells through a system property whether it is a terminal.
    static Terminal standardError() {
        return new Terminal(System.err, Boolean.getBoolean("dev.morgana.terminal"));
    }

    /// Says `message`, every line of it marked as the tool's, from the start of a line on.
    synchronized void say(String message) {
        closeLine();
        if (programInLine) {
            out.println();
            programInLine = false;
        }
        message.lines().forEach(line -> out.println("morgana: " + line));
        out.flush();
    }

    /// Writes the first `length` (at least one) bytes of the program's standard error as they are.
    synchronized void pass(byte[] bytes, int length) {
        closeLine();
        out.write(bytes, 0, length);
        out.flush();
        programInLine = bytes[length - 1] != '\n';
    }

    @Override
    public synchronized void progress(String newPhase, int percent) {
        if (rewriting) {
            out.print(CLEAR_LINE + "[%3d %%] %s (%s)".formatted(percent, newPhase, elapsed()));
            lineOpen = true;
            if (percent >= 100) {
                closeLine();
            }
        } else if (!newPhase.equals(phase)) {
            out.println("morgana: [%3d %%] %s (%s)".formatted(percent, newPhase, elapsed()));
        }
        phase = newPhase;
        out.flush();
    }

    private void closeLine() {
        if (lineOpen) {
            out.print(CLEAR_LINE);
            lineOpen = false;
        }
    }

    private String elapsed() {
        return Duration.ofNanos(System.nanoTime() - started).toSeconds() + " s";
    }

    /// The value of an environment variable, if it is set and not empty.
    static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }
}
