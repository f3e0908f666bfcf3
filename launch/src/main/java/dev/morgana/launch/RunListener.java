package dev.morgana.launch;

import dev.morgana.image.BuildListener;
import java.io.IOException;

/// Hears what a program writes while it is built and while it runs, and what is to be said about it. Called by several threads at a time.
public interface RunListener extends BuildListener {
    /// Whether the standard input and output of this process are the program's own: what it writes need not come to [#output(byte[], int)]
    /// then, and it reads what this process is given. Otherwise its standard input is empty.
    boolean sharesStreams();

    /// Takes the first `length` (at least one) bytes of standard output.
    ///
    /// @throws IOException if nobody reads them any more: the machine is stopped then
    void output(byte[] bytes, int length) throws IOException;

    /// Takes the first `length` (at least one) bytes of standard error, or of what a compiler says.
    void error(byte[] bytes, int length);

    /// Takes a message about the build or the run: lines without a last line feed.
    void say(String message);
}
