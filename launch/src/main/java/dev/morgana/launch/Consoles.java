package dev.morgana.launch;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The running machine's consoles, moved to and from this process's standard streams by one thread each.
final class Consoles {
    private static final int BUFFER = 64 * 1024;

    /// A serial port delivers octets one by one; after a short read, waiting this long lets the next ones come together.
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final int SHORT_READ = 1024;

    private final RunListener listener;
    private final ControlChannel control;
    private final Runnable outputClosed;
    private final ConsoleTail errors = new ConsoleTail();
    private final List<Thread> threads = new ArrayList<>();

    /// Consoles that run `outputClosed` when nobody reads standard output any more.
    Consoles(RunListener listener, ControlChannel control, Runnable outputClosed) {
        this.listener = listener;
        this.control = control;
        this.outputClosed = outputClosed;
    }

    /// Begins to listen for the control channel, before the image starts.
    void control(ConsoleSockets sockets) throws IOException {
        threads.add(pump(sockets.listen(ConsoleSockets.CONTROL), control::follow));
    }

    /// Begins to listen for the other streams, before QEMU starts.
    void open(ConsoleSockets sockets, boolean standardInput) throws IOException {
        threads.add(pump(sockets.listen(ConsoleSockets.OUTPUT), this::copyOutput));
        threads.add(pump(sockets.listen(ConsoleSockets.ERROR), this::copyErrors));
        if (standardInput) {
            // Not waited for: it may hang in a read of standard input.
            pump(sockets.listen(ConsoleSockets.INPUT), this::copyInput);
        }
    }

    /// Copies the standard error of a process, and its standard output unless that is this process's.
    void open(Process process) {
        threads.add(pump(process.getErrorStream(), this::copyErrors));
        if (!listener.sharesStreams()) {
            threads.add(pump(process.getInputStream(), this::copyOutput));
        }
    }

    /// Waits until everything that the machine wrote is written, at most `patience` milliseconds for each console (0: for ever).
    void drain(long patience) {
        try {
            for (var thread : threads) {
                thread.join(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The last part of standard error.
    String errors() {
        return errors.text();
    }

    private interface Copy<C> {
        void follow(C channel) throws IOException;
    }

    private static Thread pump(InputStream stream, Copy<ReadableByteChannel> copy) {
        return Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try (stream) {
                        copy.follow(Channels.newChannel(stream));
                    } catch (IOException e) {
                        // The process is gone: its status tells.
                    }
                });
    }

    private static Thread pump(ConsoleSockets.Connection connection, Copy<SocketChannel> copy) {
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

    /// Takes what a console says.
    private interface Sink {
        void write(byte[] bytes, int length) throws IOException;
    }

    private void copyOutput(ReadableByteChannel channel) throws IOException {
        copy(
                channel,
                (bytes, length) -> {
                    try {
                        listener.output(bytes, length);
                    } catch (IOException e) {
                        outputClosed.run();
                        throw e;
                    }
                });
    }

    private void copyErrors(ReadableByteChannel channel) throws IOException {
        copy(
                channel,
                (bytes, length) -> {
                    listener.error(bytes, length);
                    errors.add(bytes, length);
                });
    }

    private void copy(ReadableByteChannel channel, Sink sink) throws IOException {
        var buffer = new byte[BUFFER];
        int length = channel.read(ByteBuffer.wrap(buffer));
        // The machine says on the control port that it has booted before the program says anything:
        // so does this process.
        control.awaitFirstLine();
        while (length >= 0) {
            sink.write(buffer, length);
            length = next(channel, buffer, length);
        }
    }

    private static int next(ReadableByteChannel channel, byte[] buffer, int previous)
            throws IOException {
        if (previous < SHORT_READ) {
            LockSupport.parkNanos(GATHER_NANOS);
        }
        return channel.read(ByteBuffer.wrap(buffer));
    }

    /// The end of this process's input becomes the end of the program's: the socket is shut, not closed, so that QEMU reads what is still in it.
    private void copyInput(SocketChannel channel) throws IOException {
        if (listener.sharesStreams()) {
            @SuppressWarnings("resource") // Standard input stays open.
            InputStream input = new FileInputStream(FileDescriptor.in);
            input.transferTo(Channels.newOutputStream(channel));
        }
        channel.shutdownOutput();
        awaitEnd(channel);
    }

    /// Keeps the socket until QEMU closes it.
    private static void awaitEnd(SocketChannel channel) throws IOException {
        var ignored = ByteBuffer.allocate(1);
        while (channel.read(ignored.clear()) >= 0) {
            // The program has no way to write here.
        }
    }
}
