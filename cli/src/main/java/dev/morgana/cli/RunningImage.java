package dev.morgana.cli;

import dev.morgana.image.Image;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A running image: the process of QEMU or of the image itself, the signals that reach it, and its end.
///
/// The process must be started by a thread that lives as long as it shall, because the kernel kills it when that thread ends (`setpriv
/// --pdeathsig`); so [#run(Image, Launch, ConsoleSockets)] belongs on the main thread.
final class RunningImage implements Signals.Target {
    private static final long GRACE_SECONDS = 5;
    private static final long DRAIN_AFTER_KILL_MILLIS = 1000;

    private final Terminal terminal;
    private final long timeoutSeconds;
    private final ControlChannel control;
    private final AtomicReference<Outcome.Cause> cause = new AtomicReference<>(Outcome.Cause.NONE);
    private volatile @Nullable Process running;

    /// A machine that may run for `timeoutSeconds` (0: for ever).
    RunningImage(Terminal terminal, long timeoutSeconds, ControlChannel control) {
        this.terminal = terminal;
        this.timeoutSeconds = timeoutSeconds;
        this.control = control;
    }

    /// Runs the image to its end.
    Outcome run(Image image, Launch launch, ConsoleSockets sockets) throws IOException {
        var consoles = new Consoles(terminal, control, () -> kill(Outcome.Cause.OUTPUT_CLOSED));
        for (var helper : launch.helpers()) {
            Helpers.start(helper);
        }
        consoles.control(sockets);
        if (!launch.ownStreams()) {
            consoles.open(sockets, launch.inputSocket());
        }
        var started = start(launch);
        running = started;
        if (launch.ownStreams()) {
            consoles.errors(started.getErrorStream());
        }
        int status = await(started);
        sockets.noMore();
        // A slow reader of standard output gets everything, unless the machine was killed.
        consoles.drain(cause.get() == Outcome.Cause.NONE ? 0 : DRAIN_AFTER_KILL_MILLIS);
        var outcome =
                Outcome.of(cause.get(), timeoutSeconds, control.last(), status, launch.silent());
        if (outcome.status() == ExitStatus.MACHINE_FAULT) {
            new FaultReport(image).explain(consoles.errors()).ifPresent(terminal::say);
        }
        return outcome;
    }

    private static Process start(Launch launch) throws IOException {
        var command = new ArrayList<>(Containment.prefix());
        command.addAll(launch.command());
        var builder = new ProcessBuilder(command);
        if (launch.ownStreams()) {
            builder.redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT);
        } else {
            builder.redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
        }
        var started = builder.start();
        // Without setpriv this is what is left, for every end but SIGKILL.
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        return started;
    }

    private int await(Process started) throws IOException {
        try {
            if (timeoutSeconds > 0 && !started.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
                kill(Outcome.Cause.TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Processes.waitFor(started);
    }

    /// The first signal asks the program to stop; after five seconds, or at a second signal, the machine is killed.
    @Override
    public void signal(int number, Outcome.Cause why) {
        var process = running;
        if (process == null || !process.isAlive()) {
            Outcome.of(why, 0, Optional.empty(), 0, Outcome::program)
                    .lastLine()
                    .ifPresent(terminal::say);
            System.exit(128 + number);
        } else if (cause.compareAndSet(Outcome.Cause.NONE, why) && control.send(number)) {
            Thread.ofPlatform().daemon().start(() -> killAfterGrace(process));
        } else {
            process.destroyForcibly();
        }
    }

    private static void killAfterGrace(Process running) {
        try {
            if (!running.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void kill(Outcome.Cause why) {
        cause.compareAndSet(Outcome.Cause.NONE, why);
        var process = running;
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
