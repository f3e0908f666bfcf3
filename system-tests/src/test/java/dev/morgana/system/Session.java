package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A command that is running. Closing it ends it, if it has not ended by itself.
final class Session implements AutoCloseable {
    /// Longer than anything takes that works.
    static final Duration LIMIT = Duration.ofMinutes(10);

    /// What the tool says once it is connected to the program: a signal before that ends it at once.
    static final String REACHED = "main reached";

    private final List<String> words;
    private final Process process;
    private final Collected out;
    private final Collected err;
    private Duration limit = LIMIT;

    Session(List<String> words, Process process) {
        this.words = words;
        this.process = process;
        this.out = new Collected(process.getInputStream());
        this.err = new Collected(process.getErrorStream());
    }

    /// What is waited for from now on may take so long.
    Session within(Duration longest) {
        limit = longest;
        return this;
    }

    /// Where its standard input comes from.
    OutputStream in() {
        return process.getOutputStream();
    }

    /// Ends its standard input.
    Session endInput() throws IOException {
        in().close();
        return this;
    }

    long pid() {
        return process.pid();
    }

    /// What it has printed so far.
    String out() {
        return out.text();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Waits until `part` stands on its standard output.
    Session awaitOut(String part) throws InterruptedException {
        return awaitOut(part, 1);
    }

    /// Waits until `part` stands on its standard output so many `times`.
    Session awaitOut(String part, int times) throws InterruptedException {
        if (!out.await(part, times, limit)) {
            fail(
                    "stdout lacks '"
                            + part
                            + "': "
                            + new Transcript(words, -1, out.text(), err.text()));
        }
        return this;
    }

    /// Waits until `part` stands on its standard error.
    Session awaitErr(String part) throws InterruptedException {
        return awaitErr(part, 1);
    }

    /// Waits until `part` stands on its standard error so many `times`.
    Session awaitErr(String part, int times) throws InterruptedException {
        if (!err.await(part, times, limit)) {
            fail(
                    "stderr lacks '"
                            + part
                            + "': "
                            + new Transcript(words, -1, out.text(), err.text()));
        }
        return this;
    }

    /// Sends it a signal, such as `INT`.
    Session signal(String name) throws IOException, InterruptedException {
        int status =
                new ProcessBuilder("bash", "-c", "kill -" + name + " " + process.pid())
                        .inheritIO()
                        .start()
                        .waitFor();
        assertEquals(0, status, "kill -" + name);
        return this;
    }

    /// Waits for its end.
    Transcript end() throws InterruptedException {
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
            fail("does not end: " + new Transcript(words, -1, out.text(), err.text()));
        }
        return new Transcript(words, process.exitValue(), out.whole(), err.whole());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(20, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
