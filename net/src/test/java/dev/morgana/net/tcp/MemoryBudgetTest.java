package dev.morgana.net.tcp;

import static dev.morgana.net.tcp.TcpScript.ACK;
import static dev.morgana.net.tcp.TcpScript.PEER;
import static dev.morgana.net.tcp.TcpScript.SYN;
import static dev.morgana.net.tcp.TcpScript.US;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.testkit.Link;
import dev.morgana.testkit.SimulatedNetwork;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What happens when the buffers of all connections would need more memory than there is.
final class MemoryBudgetTest {
    private static final int BUDGET = 1 << 20;
    private static final TcpParameters PARAMETERS = TcpParameters.DEFAULT.withMemory(BUDGET);

    private final TcpScript script = new TcpScript(PARAMETERS);

    private TcpConnection connect(int port) {
        script.sent.clear();
        script.peer = new Endpoint(PEER.address(), port);
        return script.connected();
    }

    /// What the peer sends next belongs to `c`.
    private void turnTo(TcpConnection c) {
        script.peer = c.remote();
        script.iss = c.snd.iss();
    }

    @Test
    @DisplayName("A buffer may grow to an eighth of what is free, and to 2 KB always")
    void share() {
        MemoryBudget budget = new MemoryBudget(1 << 20);
        assertEquals(1 << 17, budget.share());
        budget.grown(1 << 19);
        assertEquals(1 << 16, budget.share());
        assertFalse(budget.isScarce());
        budget.grown((1 << 19) - 40_000);
        assertEquals(4096, budget.share());
        assertTrue(budget.isScarce());
        budget.grown(1 << 19);
        assertEquals(2048, budget.share());
        assertTrue(budget.isOverdrawn());
    }

    @Test
    @DisplayName("Greedy writers leave something for those that come later")
    void writers() {
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < 100; i++) {
            least = Math.min(least, script.write(connect(1000 + i), 300_000));
            script.sent.clear();
        }
        assertTrue(least >= MemoryBudget.LEAST);
        assertTrue(script.tcp.counts().memory() <= BUDGET + 100 * MemoryBudget.LEAST);
        TcpConnection last = connect(5000);
        assertTrue(script.write(last, 300_000) >= MemoryBudget.LEAST);
    }

    @Test
    @DisplayName("A writer that found no room is told when there is some")
    void writerIsTold() {
        int[] told = new int[1];
        for (int i = 0; i < 60; i++) {
            script.write(connect(1000 + i), 300_000);
        }
        TcpConnection c = connect(5000);
        c.watcher(() -> told[0]++);
        int taken = script.write(c, 300_000);
        assertFalse(c.writable());
        script.peer(ACK, 1, 1 + taken).arrive();
        assertEquals(1, told[0]);
        assertTrue(c.writable());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 94: text far beyond holes is refused, then given up; an honest connection goes on")
    void hostileHoles() {
        List<TcpConnection> hostile = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            hostile.add(connect(1000 + i));
        }
        for (TcpConnection c : hostile) {
            turnTo(c);
            script.peer(ACK, 1 + 60_000, 1).text(1).arrive();
        }
        script.sent.clear();
        assertTrue(script.tcp.counts().memory() <= BUDGET + 100 * MemoryBudget.LEAST);
        assertTrue(script.tcp.counts().shed() > 0);
        TcpConnection honest = connect(5000);
        for (int i = 0; i < 200; i++) {
            script.peer(ACK, 1 + 1000 * i, 1).text(1000).arrive();
            assertEquals(1000, honest.receive(new byte[1000], 0, 1000, script.now));
        }
        // What lies beyond holes that stay goes after a second or two.
        for (int second = 0; second < 3; second++) {
            script.pass(1100);
            turnTo(hostile.getLast());
            script.peer(ACK, 1 + 64_000, 1).text(1).arrive();
        }
        assertEquals(1 << 16, script.tcp.counts().memory(), "only the last one has any, again");
        script.sent.clear();
        turnTo(hostile.getFirst());
        script.peer(ACK, 1, 1).text("again").arrive();
        assertEquals("again", script.read(hostile.getFirst(), 10));
    }

    @Test
    @DisplayName("Connections without a user whose peer takes nothing are given up, with RST")
    void orphans() {
        List<TcpConnection> orphans = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            TcpConnection c = connect(1000 + i);
            script.write(c, 300_000);
            c.close(script.now);
            orphans.add(c);
        }
        script.pass(5000);
        TcpConnection c = connect(5000);
        script.peer(ACK, 1 + 60_000, 1).text(1).arrive();
        script.pass(1);
        assertTrue(orphans.stream().allMatch(orphan -> orphan.state() == TcpState.CLOSED));
        assertEquals(TcpState.ESTABLISHED, c.state());
        assertEquals(1, script.tcp.counts().connections());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 102: new connections are refused when even the least shares have overdrawn the budget")
    void overdrawn() {
        TcpScript small = new TcpScript(TcpParameters.DEFAULT.withMemory(8 << 10));
        small.tcp.listen(US, 5);
        for (int i = 0; i < 10; i++) {
            small.peer = new Endpoint(PEER.address(), 1000 + i);
            small.write(small.connected(), 10);
            small.sent.clear();
        }
        small.peer = PEER;
        small.peer(SYN, 0, 0).arrive();
        small.expectNothing();
        assertEquals(1, small.tcp.counts().refusedSyns());
    }

    @Test
    @DisplayName("PROTOCOLS 27: forty transfers both ways share little memory and all arrive")
    void everybodyArrives() {
        Link link =
                Link.PERFECT
                        .withDelay(2_000_000, 500_000)
                        .withBandwidth(100_000_000, 256 << 10)
                        .withLoss(0.01)
                        .withReorder(0.01)
                        .withSeed(7);
        SimulatedNetwork network = new SimulatedNetwork(link);
        TcpParameters little = TcpParameters.DEFAULT.withMemory(256 << 10);
        TcpHost client = new TcpHost(Ipv4Address.of(10, 0, 0, 1), 1, little);
        TcpHost server = new TcpHost(Ipv4Address.of(10, 0, 0, 2), 2, little);
        client.attach(network);
        server.attach(network);
        Listener listener = server.tcp.listen(server.at(80), 50);
        byte[] octets = Transfer.octets(100_000, 1);
        List<Transfer> transfers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            TcpConnection c = client.tcp.connect(client.at(0), server.at(80), 0);
            transfers.add(new Transfer(client.watch(c), octets, octets));
        }
        network.afterEachStep(() -> {
            TcpConnection c = listener.accept();
            if (c != null) {
                transfers.add(new Transfer(server.watch(c), octets, octets));
            }
            transfers.forEach(transfer -> transfer.work(network.clock().now()));
            long most = (256 << 10) + 80 * MemoryBudget.LEAST;
            assertTrue(client.tcp.counts().memory() <= most);
            assertTrue(server.tcp.counts().memory() <= most);
            client.checkInvariants();
            server.checkInvariants();
        });
        boolean done =
                network.runUntil(
                        () -> transfers.size() == 80 && transfers.stream().allMatch(Transfer::done),
                        3_600_000_000_000L);
        assertTrue(done, transfers::toString);
        network.run(network.clock().now() + 3_600_000_000_000L);
        assertEquals(0, client.tcp.counts().memory() + server.tcp.counts().memory());
    }
}
