package dev.morgana.sockets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamSocketTest {
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(20);

    private final LoopbackMachine machine = new LoopbackMachine();

    @AfterEach
    void end() {
        machine.close();
    }

    @Test
    void bytesGoThereAndBack() throws IOException {
        StreamSocket listener = machine.listener();
        StreamSocket client = machine.connected(listener);
        StreamSocket server = accept(listener);
        assertEquals(client.local(), server.remote());
        assertEquals(3, client.write(new byte[] {1, 2, 3}, 0, 3));
        byte[] got = new byte[8];
        assertEquals(3, server.read(got, 0, 8));
        assertEquals(2, server.write(got, 1, 2));
        byte[] back = new byte[2];
        assertEquals(2, client.read(back, 0, 2));
        assertArrayEquals(new byte[] {2, 3}, back);
    }

    @Test
    @DisplayName(
            "24: an urgent octet lies in the stream; without room for it a socket that must not wait says so")
    void urgent() throws IOException {
        StreamSocket listener = machine.listener();
        StreamSocket client = machine.connected(listener);
        StreamSocket server = accept(listener);
        assertEquals(2, client.write(new byte[] {1, 2}, 0, 2));
        assertEquals(1, client.writeUrgent((byte) 3));
        assertEquals(1, client.write(new byte[] {4}, 0, 1));
        byte[] got = new byte[4];
        for (int count = 0; count < got.length; ) {
            count += server.read(got, count, got.length - count);
        }
        assertArrayEquals(new byte[] {1, 2, 3, 4}, got);
        client.blocking(false);
        byte[] much = new byte[1 << 20];
        int outcome = 1;
        while (outcome == 1) {
            // what was written may be on its way still, and makes room when it arrives
            while (client.write(much, 0, much.length) != Outcome.UNAVAILABLE) {}
            outcome = client.writeUrgent((byte) 5);
        }
        assertEquals(Outcome.UNAVAILABLE, outcome);
    }

    @Test
    void aBlockedReaderGetsWhatComesLater() throws Exception {
        StreamSocket listener = machine.listener();
        StreamSocket client = machine.connected(listener);
        StreamSocket server = accept(listener);
        FutureTask<Integer> reading = inThread(() -> server.read(new byte[10], 0, 10));
        client.write(new byte[4], 0, 4);
        assertEquals(4, reading.get());
    }

    @Test
    void aLargeBlockingWriteTakesAll() throws Exception {
        StreamSocket listener = machine.listener();
        StreamSocket client = machine.connected(listener);
        StreamSocket server = accept(listener);
        byte[] sent = new byte[3_000_000];
        new Random(7).nextBytes(sent);
        FutureTask<Integer> writing = inThread(() -> client.write(sent, 0, sent.length));
        byte[] got = new byte[sent.length];
        int at = 0;
        while (at < got.length) {
            at += server.read(got, at, got.length - at);
        }
        assertEquals(sent.length, writing.get());
        assertArrayEquals(sent, got);
    }

    @Test
    void theEndOfTheStreamIsSeenAfterItsBytes() throws IOException {
        StreamSocket listener = machine.listener();
        StreamSocket client = machine.connected(listener);
        StreamSocket server = accept(listener);
        client.write(new byte[1], 0, 1);
        client.shutdown(false, true);
        assertEquals(1, server.read(new byte[4], 0, 4));
        assertEquals(Outcome.END, server.read(new byte[4], 0, 4));
        assertThrows(IOException.class, () -> client.write(new byte[1], 0, 1));
        assertEquals(1, server.write(new byte[1], 0, 1));
        assertEquals(1, client.read(new byte[4], 0, 4));
    }

    @Test
    void nobodyListening() {
        StreamSocket client = machine.socket();
        ConnectException refused =
                assertThrows(
                        ConnectException.class,
                        () -> client.connect(new Endpoint(Ipv4Address.LOOPBACK, 81)));
        assertEquals("Connection refused", refused.getMessage());
    }

    @Test
    void nobodyListeningSeenByPolling() throws IOException {
        StreamSocket client = machine.socket();
        client.blocking(false);
        assertEquals(Outcome.UNAVAILABLE, client.connect(new Endpoint(Ipv4Address.LOOPBACK, 81)));
        assertTrue((client.poll(Readiness.OUT, -1) & Readiness.OUT) != 0);
        assertThrows(ConnectException.class, client::finishConnect);
    }

    @Test
    void aTakenPort() throws IOException {
        StreamSocket listener = machine.listener();
        BindException taken =
                assertThrows(BindException.class, () -> machine.socket().bind(listener.local()));
        assertEquals("Address already in use", taken.getMessage());
        listener.close();
        machine.socket().bind(listener.local());
    }

    @Test
    void aReset() throws IOException {
        StreamSocket listener = machine.listener();
        StreamSocket client = machine.connected(listener);
        StreamSocket server = accept(listener);
        new StreamSocketOptions(client).linger(0);
        client.close();
        assertTrue((server.poll(Readiness.IN, -1) & Readiness.IN) != 0);
        assertThrows(ConnectionResetException.class, () -> server.read(new byte[1], 0, 1));
        assertEquals(Outcome.END, server.read(new byte[1], 0, 1));
        IOException broken = assertThrows(IOException.class, () -> server.write(new byte[1], 0, 1));
        assertEquals("Broken pipe", broken.getMessage());
    }

    @Test
    void closingWakesWhoWaits() throws Exception {
        StreamSocket listener = machine.listener();
        StreamSocket client = machine.connected(listener);
        FutureTask<Integer> reading = inThread(() -> client.read(new byte[1], 0, 1));
        FutureTask<StreamSocket> accepted = inThread(() -> accept(listener));
        assertNotNull(accepted.get());
        FutureTask<StreamSocket> accepting = inThread(listener::accept);
        client.close();
        listener.close();
        assertEquals(Outcome.INTERRUPTED, reading.get());
        assertNull(accepting.get());
        assertTrue(listener.isClosed());
    }

    @Test
    void pollingGivesUpInTime() throws IOException {
        StreamSocket client = machine.connected(machine.listener());
        long begin = System.nanoTime();
        assertEquals(0, client.poll(Readiness.IN, SHORT));
        assertTrue(System.nanoTime() - begin >= SHORT);
        assertEquals(Readiness.OUT, client.poll(Readiness.OUT, -1));
    }

    @Test
    void anInterruptIsKeptForLater() throws Exception {
        StreamSocket client = machine.connected(machine.listener());
        Thread.currentThread().interrupt();
        assertEquals(0, client.poll(Readiness.IN, SHORT));
        assertTrue(Thread.interrupted());
    }

    @Test
    void nonBlockingNeverWaits() throws IOException {
        StreamSocket listener = machine.listener();
        listener.blocking(false);
        assertNull(listener.accept());
        assertFalse(listener.isClosed());
        StreamSocket client = machine.connected(listener);
        client.blocking(false);
        assertEquals(Outcome.UNAVAILABLE, client.read(new byte[1], 0, 1));
    }

    @Test
    void nothingLeaks() throws IOException {
        StreamSocket listener = machine.listener();
        for (int i = 0; i < 100; i++) {
            StreamSocket client = machine.connected(listener);
            StreamSocket server = accept(listener);
            client.write(new byte[100], 0, 100);
            server.read(new byte[100], 0, 100);
            client.close();
            server.close();
        }
        int used = machine.stack.inside(machine.pool::inUse);
        assertTrue(used < 50, () -> "buffers in use: " + used);
    }

    private static StreamSocket accept(StreamSocket listener) throws IOException {
        StreamSocket accepted = listener.accept();
        assertNotNull(accepted);
        return accepted;
    }

    private static <T> FutureTask<T> inThread(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }
}
