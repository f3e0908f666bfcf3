package dev.morgana.cli;

import dev.morgana.image.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The terminal's quit key, Ctrl-\\, which asks for the threads of the running program.
///
/// HotSpot keeps its signal, SIGQUIT, and would print the threads of this process. So this process ignores it, and a shell beside it,
/// to which the terminal sends the same signals, makes SIGUSR1 of it. The shell ends with this process: then its input ends.
final class QuitKey {
    private static final int SIGQUIT = 3;

    /// `SIG_IGN`
    private static final long IGNORE = 1;

    /// Says with one line that it listens. A signal ends `read` too; `again` tells that from the end of the input.
    private static final String SHELL =
            """
            trap 'kill -USR1 "$PPID"; again=1' QUIT
            trap '' INT TERM HUP
            echo
            while again=; read -r line || [ "$again" ]; do :; done
            """;

    private QuitKey() {}

    /// Makes SIGUSR1 to this process of the key, from the return of this method on.
    static void passOn() throws IOException {
        // Started first: a signal that a shell inherits as ignored cannot be trapped.
        Process shell =
                new ProcessBuilder("sh", "-c", SHELL)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (shell.getInputStream().read() == '\n') {
            ignore();
        }
        // While somebody waits, nobody closes this end of its input.
        Thread.ofPlatform().daemon().start(() -> await(shell));
    }

    private static void await(Process shell) {
        try {
            Processes.waitFor(shell);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("restricted") // A call of C: the JDK has no other way to ignore this signal.
    private static void ignore() {
        var linker = Linker.nativeLinker();
        var signal =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("signal"),
                        FunctionDescriptor.of(
                                ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        try {
            var before =
                    (MemorySegment) signal.invokeExact(SIGQUIT, MemorySegment.ofAddress(IGNORE));
            if (before.address() == -1) {
                throw new IllegalStateException("SIGQUIT cannot be ignored");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
