package dev.morgana.net.tcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;

/// A user at one end of a connection that sends a known stream and checks the stream that it receives. Call [#work] after every step.
final class Transfer {
    private final TcpConnection connection;
    private final byte[] outgoing;
    private final byte[] expected;
    private final byte[] chunk = new byte[16384];
    private int sent;
    private int received;
    private boolean ended;
    private boolean closed;

    Transfer(TcpConnection connection, byte[] outgoing, byte[] expected) {
        this.connection = connection;
        this.outgoing = outgoing;
        this.expected = expected;
    }

    /// `count` octets that depend on `seed`.
    static byte[] octets(int count, long seed) {
        byte[] made = new byte[count];
        new SplittableRandom(seed).nextBytes(made);
        return made;
    }

    void work(long now) {
        while (sent < outgoing.length && connection.writable()) {
            int taken = connection.send(outgoing, sent, outgoing.length - sent, now);
            assertTrue(taken >= 0, () -> "send failed: " + connection.failure());
            sent += taken;
            if (taken == 0) {
                break;
            }
        }
        if (sent == outgoing.length && !closed && connection.writable()) {
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
            assertEquals(expected.length, received, "stream cut short");
            return;
        }
        byte[] want = Arrays.copyOfRange(expected, received, received + count);
        assertArrayEquals(want, Arrays.copyOf(chunk, count), "stream damaged");
        received += count;
    }

    /// Whether everything was sent and received.
    boolean done() {
        return closed && ended;
    }

    int received() {
        return received;
    }

    @Override
    public String toString() {
        return "sent " + sent + ", received " + received + ", " + connection.state();
    }
}
