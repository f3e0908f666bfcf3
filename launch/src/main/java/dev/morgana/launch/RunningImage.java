package dev.morgana.launch;

import dev.morgana.image.Image;
import dev.morgana.image.Processes;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A running program: the process of QEMU, of the image itself or of a JVM, the signals that reach it, and its end.
///
/// The process is started by the thread that calls [#run(Image, ImageTarget, Target.Settings)], and the kernel kills it when that thread ends
/// (`setpriv --pdeathsig`). One run for each object; [#stop(int, Outcome.Cause)] may come from any thread.
public final class RunningImage {
    /// SIGQUIT, which a JVM answers with a list of its threads.
    private static final int QUIT = 3;

    private static final long GRACE_SECONDS = 5;
    private static final int KILLED = 128 + 9;
    private static final long DRAIN_AFTER_KILL_MILLIS = 1000;

    private static final File NOTHING = new File("/dev/null");

    private final RunListener listener;
    private final long timeoutSeconds;
    private final ControlChannel control;
    private final AtomicReference<Outcome.Cause> cause = new AtomicReference<>(Outcome.Cause.NONE);

    /// Guards what follows: the program may run, and signals for it may come, before its start has returned.
    private final Lock starting = new ReentrantLock();

    private @Nullable Process running;
    private volatile boolean signalled;

    /// A machine that may run for `timeoutSeconds` (0: for ever).
    ///
    /// @param booted gets the nanoseconds from the entry of the image to `main`, by the machine's own clock
    public RunningImage(RunListener listener, long timeoutSeconds, LongConsumer booted) {
        this.listener = listener;
        this.timeoutSeconds = timeoutSeconds;
        this.control = new ControlChannel(booted);
    }

    /// Runs an image to its end.
    ///
    /// @throws UsageException if the settings do not fit the target, or the image needs more memory
    /// @throws HostException if this host lacks something
    public Outcome run(Image image, ImageTarget target, Target.Settings settings)
            throws IOException {
        requireMemory(image, settings.memory().orElseThrow());
        try (var sockets = ConsoleSockets.open()) {
            return run(Optional.of(image), target.launch(image, settings, sockets), sockets);
        }
    }

    /// Runs a program without an image to its end.
    ///
    /// @throws UsageException if the settings do not fit the target
    public Outcome run(Application program, JvmTarget target, Target.Settings settings)
            throws IOException {
        try (var sockets = ConsoleSockets.open()) {
            return run(Optional.empty(), target.launch(program, settings), sockets);
        }
    }

    /// A machine without the memory that the image is loaded into may not even say so.
    private static void requireMemory(Image image, MemorySize memory) {
        long needed = image.metadata().memory();
        if (memory.bytes() < needed) {
            throw new UsageException(
                    "%s of memory is too little: the image needs %dM to start"
                            .formatted(memory, MemorySize.mebibytesFor(needed)));
        }
    }

    private Outcome run(Optional<Image> image, Launch launch, ConsoleSockets sockets)
            throws IOException {
        var consoles = new Consoles(listener, control, () -> kill(Outcome.Cause.OUTPUT_CLOSED));
        for (var helper : launch.helpers()) {
            Helpers.start(helper);
        }
        consoles.control(sockets);
        if (!launch.ownStreams()) {
            consoles.open(sockets, launch.inputSocket());
        }
        signalled = launch.signalled();
        var started = start(launch);
        if (launch.ownStreams()) {
            consoles.open(started);
        }
        int status = await(started);
        if (launch.signalled() && status != KILLED) {
            control.ended(status);
        }
        sockets.noMore();
        // A slow reader of standard output gets everything, unless the machine was killed.
        consoles.drain(cause.get() == Outcome.Cause.NONE ? 0 : DRAIN_AFTER_KILL_MILLIS);
        var outcome =
                Outcome.of(cause.get(), timeoutSeconds, control.last(), status, launch.silent());
        if (outcome.status() == ExitStatus.MACHINE_FAULT && image.isPresent()) {
            new FaultReport(image.get()).explain(consoles.errors()).ifPresent(listener::say);
        }
        return outcome;
    }

    private Process start(Launch launch) throws IOException {
        var command = new ArrayList<>(Containment.prefix());
        command.addAll(launch.command());
        var builder = new ProcessBuilder(command);
        boolean shared = launch.ownStreams() && listener.sharesStreams();
        builder.redirectInput(
                shared ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.from(NOTHING));
        if (shared) {
            builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        } else if (!launch.ownStreams()) {
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
        }
        var started = started(builder);
        // Without setpriv this is what is left, for every end but SIGKILL.
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        return started;
    }

    private Process started(ProcessBuilder builder) throws IOException {
        starting.lock();
        try {
            var started = builder.start();
            running = started;
            return started;
        } finally {
            starting.unlock();
        }
    }

    /// The process, once it has been started.
    private @Nullable Process running() {
        starting.lock();
        try {
            return running;
        } finally {
            starting.unlock();
        }
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

    /// Sends the program a POSIX signal. The first one asks it to stop; after five seconds, or at a second one, the machine is killed.
    ///
    /// @param number the signal's
    /// @param why what it is for the outcome
    /// @return false if the machine does not run (yet, or any more)
    public boolean stop(int number, Outcome.Cause why) {
        var process = running();
        if (process == null || !process.isAlive()) {
            return false;
        }
        if (cause.compareAndSet(Outcome.Cause.NONE, why) && ask(process, number)) {
            Thread.ofPlatform().daemon().start(() -> killAfterGrace(process));
        } else {
            process.destroyForcibly();
        }
        return true;
    }

    private boolean ask(Process process, int number) {
        if (signalled) {
            process.destroy();
            return true;
        }
        return control.send(number);
    }

    /// Asks the program for its threads, which it prints while it goes on: an image on its standard error, a JVM where it does.
    ///
    /// @return false if it does not listen (yet, or any more)
    /// @throws IOException if this host has no shell
    public boolean dumpThreads() throws IOException {
        var process = running();
        if (process == null || !process.isAlive()) {
            return false;
        }
        if (signalled) {
            var kill = new ProcessBuilder("sh", "-c", "kill -QUIT " + process.pid()).start();
            return Processes.waitFor(kill) == 0;
        }
        return control.send(QUIT);
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
        var process = running();
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
