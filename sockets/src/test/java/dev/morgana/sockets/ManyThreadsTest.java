package dev.morgana.sockets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ManyThreadsTest {
    private static final int CLIENTS = 60;
    private static final int ROUNDS = 20;

    @Test
    void echoesFromManyVirtualThreads() throws Exception {
        exchange(Executors.newVirtualThreadPerTaskExecutor());
    }

    @Test
    void echoesFromManyPlatformThreads() throws Exception {
        exchange(Executors.newCachedThreadPool());
    }

    private static void exchange(ExecutorService threads) throws Exception {
        try (LoopbackMachine machine = new LoopbackMachine();
                threads) {
            StreamSocket listener = machine.listener();
            Future<?> accepting = threads.submit(() -> serve(listener, threads));
            List<Callable<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int seed = i;
                clients.add(() -> talk(machine, listener, seed));
            }
            int rounds = 0;
            for (Future<Integer> client : threads.invokeAll(clients)) {
                rounds += client.get();
            }
            assertEquals(CLIENTS * ROUNDS, rounds);
            listener.close();
            accepting.get();
        }
    }

    private static Integer serve(StreamSocket listener, ExecutorService threads)
            throws IOException {
        StreamSocket accepted = listener.accept();
        while (accepted != null) {
            StreamSocket server = accepted;
            threads.execute(() -> echo(server));
            accepted = listener.accept();
        }
        return 0;
    }

    private static void echo(StreamSocket server) {
        byte[] buffer = new byte[4096];
        try {
            int got = server.read(buffer, 0, buffer.length);
            while (got > 0) {
                server.write(buffer, 0, got);
                got = server.read(buffer, 0, buffer.length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            server.close();
        }
    }

    private static int talk(LoopbackMachine machine, StreamSocket listener, int seed)
            throws IOException {
        Random random = new Random(seed);
        StreamSocket client = machine.connected(listener);
        int rounds = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] sent = new byte[1 + random.nextInt(20_000)];
            random.nextBytes(sent);
            client.write(sent, 0, sent.length);
            byte[] got = new byte[sent.length];
            for (int at = 0; at < got.length; ) {
                at += client.read(got, at, got.length - at);
            }
            assertArrayEquals(sent, got, () -> "seed " + seed);
            rounds++;
        }
        client.close();
        return rounds;
    }
}
