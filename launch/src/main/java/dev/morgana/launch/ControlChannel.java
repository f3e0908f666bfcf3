package dev.morgana.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The third serial port. The machine says in lines what it has come to (`boot`, `exit`, `usage`, `fault`); the host sends signals, one octet each.
///
/// Safe for several threads: one reads, others send and look.
final class ControlChannel {
    private static final long PATIENCE_MILLIS = 100;
    private static final long PATIENCE_OF_SIGNALS_MILLIS = 1000;

    private final LongConsumer booted;
    private final CountDownLatch connection = new CountDownLatch(1);
    private final CountDownLatch firstLine = new CountDownLatch(1);
    private volatile @Nullable SocketChannel channel;
    private volatile @Nullable Message last;

    /// What the machine said about its end.
    sealed interface Message {
        /// The program ended with this status.
        record Exit(int status) implements Message {}

        /// A boot key was refused.
        record Usage(String text) implements Message {}

        /// The machine failed.
        record Fault(String text) implements Message {}
    }

    /// A channel that tells `booted` the nanoseconds from the machine's start to `main`.
    ControlChannel(LongConsumer booted) {
        this.booted = booted;
    }

    /// Reads until the machine is gone.
    void follow(SocketChannel connected) throws IOException {
        channel = connected;
        connection.countDown();
        var lines =
                new BufferedReader(
                        new InputStreamReader(
                                Channels.newInputStream(connected), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            take(line);
            firstLine.countDown();
        }
    }

    /// Waits until the machine has said something here, but not long: it may fail before.
    void awaitFirstLine() {
        await(firstLine, PATIENCE_MILLIS);
    }

    private static void await(CountDownLatch latch, long millis) {
        try {
            // Whether it came in time makes no difference.
            boolean ignored = latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes one line.
    void take(String line) {
        String rest = line.substring(line.indexOf(' ') + 1).strip();
        if (line.startsWith("boot ")) {
            number(rest).ifPresent(booted::accept);
        } else if (line.startsWith("exit ")) {
            number(rest).ifPresent(status -> last = new Message.Exit((int) (status & 0xff)));
        } else if (line.startsWith("usage ")) {
            last = new Message.Usage(rest);
        } else if (line.startsWith("fault")) {
            last = new Message.Fault(rest);
        }
    }

    /// The program has ended with this status, without a word here.
    void ended(int status) {
        last = new Message.Exit(status);
    }

    private static Optional<Long> number(String digits) {
        return digits.matches("\\d{1,18}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }

    /// Sends a POSIX signal's number to the machine. One that is just starting gets a moment to connect.
    ///
    /// @return false if the machine is not listening
    boolean send(int signal) {
        await(connection, PATIENCE_OF_SIGNALS_MILLIS);
        var connected = channel;
        if (connected == null) {
            return false;
        }
        try {
            return connected.write(ByteBuffer.wrap(new byte[] {(byte) signal})) == 1;
        } catch (IOException e) {
            return false;
        }
    }

    /// What the machine said about its end, if it did.
    Optional<Message> last() {
        return Optional.ofNullable(last);
    }
}
