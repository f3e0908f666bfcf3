package dev.morgana.cli;

import dev.morgana.image.Image;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// A running image: the QEMU process, its consoles, the signals that reach it, and its end.
///
/// QEMU must be started by a thread that lives as long as it shall, because the kernel kills it when that thread ends (`setpriv --pdeathsig`); so
/// [#run(Image, QemuCommandLine, ConsoleSockets)] belongs on the main thread. Consoles are moved by one thread each.
final class VirtualMachine implements Signals.Target {
    private static final long GRACE_SECONDS = 5;
    private static final long CONSOLE_SECONDS = 5;
    private static final int BUFFER = 64 * 1024;

    private final Terminal terminal;
    private final long timeoutSeconds;
    private final ControlChannel control;
    private final AtomicReference<Outcome.Cause> cause = new AtomicReference<>(Outcome.Cause.NONE);
    private final ConsoleTail errors = new ConsoleTail();
    private volatile ProcessHandle process = ProcessHandle.current();
    private volatile boolean started;

    /// A machine that may run for `timeoutSeconds` (0: for ever).
    VirtualMachine(Terminal terminal, long timeoutSeconds, ControlChannel control) {
        this.terminal = terminal;
        this.timeoutSeconds = timeoutSeconds;
        this.control = control;
    }

    /// Runs the machine to its end.
    Outcome run(Image image, QemuCommandLine commandLine, ConsoleSockets sockets)
            throws IOException {
        var threads = new ArrayList<Thread>();
        threads.add(pump(sockets.listen(ConsoleSockets.OUTPUT), this::copyOutput));
        threads.add(pump(sockets.listen(ConsoleSockets.ERROR), this::copyErrors));
        threads.add(pump(sockets.listen(ConsoleSockets.CONTROL), control::follow));
        if (commandLine.standardInput()) {
            pump(sockets.listen(ConsoleSockets.INPUT), VirtualMachine::copyInput);
        }
        var qemu = start(commandLine.words());
        int status = await(qemu);
        sockets.close();
        for (var thread : threads) {
            join(thread);
        }
        var outcome = Outcome.of(cause.get(), timeoutSeconds, control.last(), status);
        if (outcome.status() == ExitStatus.MACHINE_FAULT) {
            new FaultReport(image).explain(errors.text()).ifPresent(terminal::say);
        }
        return outcome;
    }

    private Process start(List<String> words) throws IOException {
        var command = new ArrayList<>(Containment.prefix());
        command.addAll(words);
        var builder = new ProcessBuilder(command);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        var qemu = builder.start();
        process = qemu.toHandle();
        started = true;
        // Without setpriv this is what is left, for every end but SIGKILL.
        Runtime.getRuntime().addShutdownHook(new Thread(qemu::destroyForcibly));
        return qemu;
    }

    private int await(Process qemu) throws IOException {
        try {
            if (timeoutSeconds > 0 && !qemu.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
                stop(Outcome.Cause.TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Processes.waitFor(qemu);
    }

    @Override
    public void signal(int number, Outcome.Cause why) {
        if (!started) {
            terminal.say(
                    Outcome.of(why, 0, java.util.Optional.empty(), 0).lastLine().orElseThrow());
            Runtime.getRuntime().halt(128 + number);
        }
        if (!cause.compareAndSet(Outcome.Cause.NONE, why) || !control.send(number)) {
            cause.compareAndSet(Outcome.Cause.NONE, why);
            process.destroyForcibly();
            return;
        }
        Thread.ofPlatform().daemon().start(this::killAfterGrace);
    }

    private void killAfterGrace() {
        try {
            TimeUnit.SECONDS.sleep(GRACE_SECONDS);
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(Outcome.Cause why) {
        cause.compareAndSet(Outcome.Cause.NONE, why);
        process.destroyForcibly();
    }

    private void copyOutput(SocketChannel channel) throws IOException {
        var from = Channels.newInputStream(channel);
        @SuppressWarnings("resource") // Standard output stays open.
        OutputStream to = new FileOutputStream(java.io.FileDescriptor.out);
        var buffer = new byte[BUFFER];
        for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
            try {
                to.write(buffer, 0, length);
            } catch (IOException e) {
                stop(Outcome.Cause.OUTPUT_CLOSED);
                return;
            }
        }
    }

    private void copyErrors(SocketChannel channel) throws IOException {
        InputStream from = Channels.newInputStream(channel);
        var buffer = new byte[BUFFER];
        for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
            terminal.pass(buffer, length);
            errors.add(buffer, length);
        }
    }

    /// The end of this process's input becomes the end of the program's: the socket is shut, not closed, so that QEMU reads what is still in it.
    private static void copyInput(SocketChannel channel) throws IOException {
        var buffer = new byte[BUFFER];
        for (int length = System.in.read(buffer); length >= 0; length = System.in.read(buffer)) {
            var bytes = ByteBuffer.wrap(buffer, 0, length);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        channel.shutdownOutput();
    }

    private interface Copy {
        void follow(SocketChannel channel) throws IOException;
    }

    private static Thread pump(ConsoleSockets.Connection connection, Copy copy) {
        return Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try (var channel = connection.await()) {
                        copy.follow(channel);
                    } catch (IOException e) {
                        // QEMU is gone, or never came: its status tells.
                    }
                });
    }

    private static void join(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CONSOLE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
