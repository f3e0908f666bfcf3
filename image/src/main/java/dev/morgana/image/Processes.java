package dev.morgana.image;

import java.io.IOException;
import java.io.InterruptedIOException;

/// Child processes.
public final class Processes {
    private Processes() {}

    /// Has `process` end when this JVM does.
    public static void endWithThis(Process process) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> process.descendants().forEach(ProcessHandle::destroy)));
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /// Waits for the end of `process` and returns its status; ends it when this thread is interrupted.
    public static int waitFor(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
