package dev.morgana.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.net.NetworkInterface;
import dev.morgana.net.tcp.TcpCounters;
import dev.morgana.testkit.ScarceMemory;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.PacketPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Whichever allocation fails below a socket's calls: the call can be made again, and in the end nothing is held.
class ScarceMemoryTest {
    @Test
    @DisplayName(
            "a connection, datagrams, a pipe and their numbers, one allocation failing, each in turn")
    void one() {
        assertTrue(ScarceMemory.each(1, Calls.class) > 50);
    }

    @Test
    @DisplayName("the same with three that fail in a row")
    void three() {
        assertTrue(ScarceMemory.each(3, Calls.class) > 50);
    }

    /// What a program does, on one thread, with sockets that do not wait.
    private static final class Calls implements Runnable {
        private static final long SECOND = 1_000_000_000L;
        private static final Endpoint SERVICE = new Endpoint(Ipv4Address.LOOPBACK, 80);
        private static final Endpoint ANY = new Endpoint(Ipv4Address.LOOPBACK, 0);

        private long now;
        private final PacketPool pool = new PacketPool(1514, 512);
        private final NetworkInterface protocols;
        private final Stack stack;
        private final DescriptorTable table = new DescriptorTable(1000);
        private final byte[] octets = {1, 2, 3};
        private final byte[] got = new byte[10];

        Calls() {
            Random random = new Random(1);
            protocols = NetworkInterface.inside(pool, random::nextLong, "");
            protocols.tcp();
            protocols.udp();
            stack = new Stack(() -> now, protocols::poll, () -> {});
        }

        /// A user that tries again until there is something.
        private <T> T insist(Callable<@Nullable T> call) {
            for (int attempt = 0; attempt < 100; attempt++) {
                try {
                    T result = call.call();
                    if (result != null) {
                        return result;
                    }
                } catch (OutOfMemoryError e) {
                    // again
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                pass(SECOND / 10);
            }
            throw new AssertionError("it did not come about");
        }

        private void pass(long time) {
            long end = now + time;
            long next = stack.turn(() -> {});
            while (next <= end) {
                now = Math.max(now, next);
                next = stack.turn(() -> {});
            }
            now = end;
        }

        private int numbered(Descriptor made) {
            made.blocking(false);
            return insist(() -> table.add(made));
        }

        private void close(int number) {
            Descriptor found = table.remove(number);
            assertNotNull(found);
            found.close();
        }

        @Override
        public void run() {
            for (int round = 0; round < 2; round++) {
                connection();
                datagrams();
                pipe();
            }
            pass(300 * SECOND);
            ScarceMemory.enough();
            assertEquals(0, table.size());
            assertEquals(0, pool.inUse());
            TcpCounters.Snapshot counts = protocols.tcp().counts();
            assertEquals(0, counts.connections());
            assertEquals(0, counts.memory());
            protocols.tcp().bind(SERVICE);
            protocols.udp().open(SERVICE);
        }

        private void connection() {
            StreamSocket listener = insist(() -> new StreamSocket(stack, protocols.tcp()));
            int listening = numbered(listener);
            insist(() -> done(() -> listener.bind(SERVICE)));
            insist(() -> done(() -> listener.listen(5)));
            EpollInstance epoll = insist(() -> new EpollInstance(stack, table));
            int watching = numbered(epoll);
            assertEquals(0, insist(() -> epoll.add(listening, Readiness.IN)));
            StreamSocket client = insist(() -> new StreamSocket(stack, protocols.tcp()));
            int connecting = numbered(client);
            insist(() -> client.connect(SERVICE));
            insist(() -> epoll.await((_, _, _) -> {}, 1, 0) == 1 ? true : null);
            StreamSocket server = insist(listener::accept);
            int accepted = numbered(server);
            insist(() -> client.finishConnect() ? true : null);
            assertEquals(3, insist(() -> client.write(octets, 0, 3)));
            assertEquals(3, insist(() -> some(server.read(got, 0, 10))));
            close(connecting);
            assertEquals(Outcome.END, insist(() -> some(server.read(got, 0, 10))));
            close(accepted);
            close(watching);
            close(listening);
            pass(SECOND);
        }

        private void datagrams() {
            DatagramSocket receiver = insist(() -> new DatagramSocket(stack, protocols.udp()));
            int receiving = numbered(receiver);
            insist(() -> done(() -> receiver.bind(SERVICE)));
            DatagramSocket sender = insist(() -> new DatagramSocket(stack, protocols.udp()));
            int sending = numbered(sender);
            insist(() -> done(() -> sender.bind(ANY)));
            Received received =
                    insist(() -> {
                        sender.send(octets, 0, 3, SERVICE);
                        return receiver.receive(got, 0, 10);
                    });
            assertEquals(3, received.count());
            assertEquals(sender.local(), received.source());
            close(sending);
            close(receiving);
        }

        private void pipe() {
            PipeSource source = insist(() -> new PipeSource(stack));
            int from = numbered(source);
            int to = numbered(source.sink());
            assertEquals(3, insist(() -> source.sink().write(octets, 0, 3)));
            assertTrue(insist(source::drain));
            close(to);
            close(from);
        }

        private static @Nullable Integer some(int outcome) {
            return outcome == Outcome.UNAVAILABLE ? null : outcome;
        }

        /// A call without result.
        private interface Action {
            void run() throws IOException;
        }

        private static boolean done(Action action) throws IOException {
            action.run();
            return true;
        }
    }
}
