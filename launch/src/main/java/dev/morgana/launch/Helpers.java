package dev.morgana.launch;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;

/// Commands that run beside an image.
final class Helpers {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_MILLIS = 2;

    private Helpers() {}

    /// Starts `helper`, waits until it can be used, and has it end with this process.
    ///
    /// @throws HostException if it ends before that, or takes more than ten seconds
    static void start(Launch.Helper helper) throws IOException {
        var command = new ArrayList<>(Containment.prefix());
        command.addAll(helper.command());
        var process =
                new ProcessBuilder(command)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        // What it complains of is the user's to read.
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        long end = System.nanoTime() + PATIENCE;
        while (!Files.exists(helper.ready())) {
            if (ended(process) || System.nanoTime() > end) {
                throw new HostException(
                        "this does not start: " + String.join(" ", helper.command()));
            }
        }
    }

    private static boolean ended(Process process) throws IOException {
        try {
            return process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
