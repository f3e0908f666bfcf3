package dev.morgana.cli;

import dev.morgana.image.Image;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A running image: the QEMU process, the signals that reach it, and its end.
///
/// QEMU must be started by a thread that lives as long as it shall, because the kernel kills it when that thread ends (`setpriv --pdeathsig`); so
/// [#run(Image, QemuCommandLine, ConsoleSockets)] belongs on the main thread.
final class VirtualMachine implements Signals.Target {
    private static final long GRACE_SECONDS = 5;
    private static final long DRAIN_AFTER_KILL_MILLIS = 1000;

    private final Terminal terminal;
    private final long timeoutSeconds;
    private final ControlChannel control;
    private final AtomicReference<Outcome.Cause> cause = new AtomicReference<>(Outcome.Cause.NONE);
    private volatile @Nullable Process qemu;

    /// A machine that may run for `timeoutSeconds` (0: for ever).
    VirtualMachine(Terminal terminal, long timeoutSeconds, ControlChannel control) {
        this.terminal = terminal;
        this.timeoutSeconds = timeoutSeconds;
        this.control = control;
    }

    /// Runs the machine to its end.
    Outcome run(Image image, QemuCommandLine commandLine, ConsoleSockets sockets)
            throws IOException {
        var consoles = new Consoles(terminal, control, () -> kill(Outcome.Cause.OUTPUT_CLOSED));
        consoles.open(sockets, commandLine.standardInput());
        int status = await(start(commandLine.words()));
        sockets.noMore();
        // A slow reader of standard output gets everything, unless the machine was killed.
        consoles.drain(cause.get() == Outcome.Cause.NONE ? 0 : DRAIN_AFTER_KILL_MILLIS);
        var outcome = Outcome.of(cause.get(), timeoutSeconds, control.last(), status);
        if (outcome.status() == ExitStatus.MACHINE_FAULT) {
            new FaultReport(image).explain(consoles.errors()).ifPresent(terminal::say);
        }
        return outcome;
    }

    private Process start(List<String> words) throws IOException {
        var command = new ArrayList<>(Containment.prefix());
        command.addAll(words);
        var builder = new ProcessBuilder(command).redirectInput(new File("/dev/null"));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        var started = builder.start();
        qemu = started;
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
        var running = qemu;
        if (running == null || !running.isAlive()) {
            Outcome.of(why, 0, Optional.empty(), 0).lastLine().ifPresent(terminal::say);
            System.exit(128 + number);
        } else if (cause.compareAndSet(Outcome.Cause.NONE, why) && control.send(number)) {
            Thread.ofPlatform().daemon().start(() -> killAfterGrace(running));
        } else {
            running.destroyForcibly();
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
        var running = qemu;
        if (running != null) {
            running.destroyForcibly();
        }
    }
}
