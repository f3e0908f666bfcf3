package dev.morgana.cli;

import dev.morgana.launch.RunListener;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The tool's own words, on standard error: messages, and one line of progress that rewrites itself where a person looks at a terminal.
///
/// Elsewhere each phase is a line of its own. Safe for several threads.
final class Terminal implements RunListener {
    private static final String CLEAR_LINE = "\r\033[K";

    /// Standard output: unlike `System.out` it tells when nobody reads any more.
    private static final OutputStream OUTPUT = new FileOutputStream(FileDescriptor.out);

    private final PrintStream out;
    private final boolean rewriting;
    private final long started = System.nanoTime();
    private String phase = "";
    private int percent;
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

    /// Whether a person looks at it.
    boolean isWatched() {
        return rewriting;
    }

    /// Says `message`, every line of it marked as the tool's, from the start of a line on.
    @Override
    public synchronized void say(String message) {
        closeLine();
        if (programInLine) {
            out.println();
            programInLine = false;
        }
        message.lines().forEach(line -> out.println("morgana: " + line));
        out.flush();
    }

    @Override
    public boolean sharesStreams() {
        return true;
    }

    @Override
    public void output(byte[] bytes, int length) throws IOException {
        OUTPUT.write(bytes, 0, length);
    }

    @Override
    public synchronized void error(byte[] bytes, int length) {
        closeLine();
        out.write(bytes, 0, length);
        out.flush();
        programInLine = bytes[length - 1] != '\n';
    }

    /// Has the elapsed time in a line of progress go on from now on, where a person looks.
    void keepTime() {
        if (rewriting) {
            Thread.ofPlatform().daemon().start(this::tick);
        }
    }

    private void tick() {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(1);
                synchronized (this) {
                    if (lineOpen) {
                        progress(phase, percent);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void progress(String newPhase, int newPercent) {
        if (rewriting) {
            out.print(CLEAR_LINE + "[%3d %%] %s (%s)".formatted(newPercent, newPhase, elapsed()));
            lineOpen = true;
            if (newPercent >= 100) {
                closeLine();
            }
        } else if (!newPhase.equals(phase)) {
            out.println("morgana: [%3d %%] %s (%s)".formatted(newPercent, newPhase, elapsed()));
        }
        phase = newPhase;
        percent = newPercent;
        out.flush();
    }

    @Override
    public void note(String line) {
        say(line);
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
}
