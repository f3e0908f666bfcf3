package dev.morgana.net.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;

/// A user at one end of a connection that sends a known stream and checks the stream that it receives. Call [#work] after every step.
final class Transfer {
    private final TcpConnection connection;
    private final byte[] outgoing;
    private final long outgoingCount;
    private final byte[] expected;
    private final long expectedCount;
    private final byte[] chunk = new byte[16384];
    private long sent;
    private long received;
    private boolean ended;
    private boolean closed;

    /// Sends `outgoing` and expects `expected`.
    Transfer(TcpConnection connection, byte[] outgoing, byte[] expected) {
        this(connection, outgoing, outgoing.length, expected, expected.length);
    }

    /// Sends `outgoing` again and again, `outgoingCount` octets in all; `expected` alike.
    Transfer(
            TcpConnection connection,
            byte[] outgoing,
            long outgoingCount,
            byte[] expected,
            long expectedCount) {
        this.connection = connection;
        this.outgoing = outgoing;
        this.outgoingCount = outgoingCount;
        this.expected = expected;
        this.expectedCount = expectedCount;
    }

    /// `count` octets that depend on `seed`.
    static byte[] octets(int count, long seed) {
        byte[] made = new byte[count];
        new SplittableRandom(seed).nextBytes(made);
        return made;
    }

    void work(long now) {
        while (sent < outgoingCount && connection.writable()) {
            int from = (int) (sent % outgoing.length);
            int count = (int) Math.min(outgoing.length - from, outgoingCount - sent);
            int taken = connection.send(outgoing, from, count, now);
            assertTrue(taken >= 0, () -> "send failed: " + connection.failure());
            sent += taken;
            if (taken == 0) {
                break;
            }
        }
        if (sent == outgoingCount && !closed && connection.writable()) {
            closed = true;
            connection.shutdownOutput(now);
        }
        while (!ended && connection.readable()) {
            read(now);
        }
    }

    private void read(long now) {
        int count = connection.receive(chunk, 0, chunk.length, now);
        if (count < 0) {
            ended = true;
            assertNull(connection.failure());
            assertEquals(expectedCount, received, "stream cut short");
            return;
        }
        for (int at = 0; at < count; ) {
            int from = (int) (received % expected.length);
            int most = Math.min(count - at, expected.length - from);
            int differs = Arrays.mismatch(chunk, at, at + most, expected, from, from + most);
            assertEquals(-1, differs, "stream damaged");
            received += most;
            at += most;
        }
    }

    /// Whether everything was sent and received.
    boolean done() {
        return closed && ended;
    }

    long received() {
        return received;
    }

    @Override
    public String toString() {
        return "sent " + sent + ", received " + received + ", " + connection.state();
    }
}
