package dev.morgana.junit;

import dev.morgana.launch.RunListener;
import java.nio.charset.StandardCharsets;

/// Keeps what an image writes; progress and messages of its build go to the log, as they come.
///
/// @param output standard output
/// @param error standard error, and what the tool says about the run
record Consoles(Console output, Console error) implements RunListener {
    private static final System.Logger LOG = System.getLogger("dev.morgana.junit");

    Consoles() {
        this(new Console(), new Console());
    }

    @Override
    public boolean sharesStreams() {
        return false;
    }

    @Override
    public void output(byte[] bytes, int length) {
        output.add(bytes, length);
    }

    @Override
    public void error(byte[] bytes, int length) {
        error.add(bytes, length);
    }

    @Override
    public void say(String message) {
        byte[] line = (message + "\n").getBytes(StandardCharsets.UTF_8);
        error.add(line, line.length);
    }

    @Override
    public void progress(String phase, int percent) {
        LOG.log(System.Logger.Level.DEBUG, "{0} % {1}", percent, phase);
    }

    /// Nothing more comes.
    void end() {
        output.end();
        error.end();
    }
}
