package dev.morgana.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EpollInstanceTest {
    private final LoopbackMachine machine = new LoopbackMachine();
    private final EpollInstance epoll = new EpollInstance(machine.stack, machine.table);
    private final EventCounter counter = new EventCounter(machine.stack);

    @AfterEach
    void end() {
        machine.close();
    }

    private static List<String> events(EpollInstance from, int most, long timeout) {
        List<String> seen = new ArrayList<>();
        from.await((index, number, ready) -> seen.add(number + ":" + ready), most, timeout);
        return seen;
    }

    @Test
    void levelTriggeredUntilTheReasonIsGone() throws IOException {
        int number = machine.table.add(counter);
        assertEquals(0, epoll.add(number, Readiness.IN));
        assertEquals(List.of(), events(epoll, 8, 0));
        counter.increment();
        assertEquals(List.of(number + ":1"), events(epoll, 8, -1));
        assertEquals(List.of(number + ":1"), events(epoll, 8, -1));
        counter.reset();
        assertEquals(List.of(), events(epoll, 8, 0));
        counter.increment();
        assertEquals(List.of(number + ":1"), events(epoll, 8, 0));
    }

    @Test
    void oneShotUntilArmedAgain() throws IOException {
        int number = machine.table.add(counter);
        assertEquals(0, epoll.add(number, Readiness.IN | Readiness.ONE_SHOT));
        counter.increment();
        assertEquals(List.of(number + ":1"), events(epoll, 8, 0));
        counter.increment();
        assertEquals(List.of(), events(epoll, 8, 0));
        assertEquals(0, epoll.modify(number, Readiness.IN | Readiness.ONE_SHOT));
        assertEquals(List.of(number + ":1"), events(epoll, 8, 0));
    }

    @Test
    void errorsByNumber() throws IOException {
        int number = machine.table.add(counter);
        assertEquals(EpollInstance.BAD_DESCRIPTOR, epoll.add(99, Readiness.IN));
        assertEquals(EpollInstance.NO_ENTRY, epoll.modify(number, Readiness.IN));
        assertEquals(0, epoll.add(number, Readiness.IN));
        assertEquals(EpollInstance.EXISTS, epoll.add(number, Readiness.IN));
        assertEquals(0, epoll.remove(number));
        assertEquals(EpollInstance.NO_ENTRY, epoll.remove(number));
    }

    @Test
    void anInstanceWatchesAnother() throws IOException {
        int number = machine.table.add(counter);
        int inner = machine.table.add(epoll);
        EpollInstance outer = new EpollInstance(machine.stack, machine.table);
        outer.add(inner, Readiness.IN | Readiness.ONE_SHOT);
        epoll.add(number, Readiness.IN | Readiness.ONE_SHOT);
        counter.increment();
        assertEquals(List.of(inner + ":1"), events(outer, 8, 0));
        assertEquals(List.of(number + ":1"), events(epoll, 8, 0));
        epoll.modify(number, Readiness.IN | Readiness.ONE_SHOT);
        outer.modify(inner, Readiness.IN | Readiness.ONE_SHOT);
        assertEquals(List.of(inner + ":1"), events(outer, 8, 0));
    }

    @Test
    void noneStarves() throws IOException {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            EventCounter ready = new EventCounter(machine.stack);
            ready.increment();
            int number = machine.table.add(ready);
            epoll.add(number, Readiness.IN);
            expected.add(number + ":1");
        }
        List<String> seen = new ArrayList<>();
        seen.addAll(events(epoll, 2, 0));
        seen.addAll(events(epoll, 2, 0));
        seen.addAll(events(epoll, 1, 0));
        assertEquals(expected, seen);
    }

    @Test
    void whatIsClosedIsWatchedNoMore() throws IOException {
        int number = machine.table.add(counter);
        epoll.add(number, Readiness.IN);
        counter.increment();
        machine.table.remove(number);
        counter.close();
        assertEquals(List.of(), events(epoll, 8, 0));
    }

    @Test
    void aWaitingThreadIsWoken() throws Exception {
        int number = machine.table.add(counter);
        epoll.add(number, Readiness.IN);
        FutureTask<List<String>> waiting = new FutureTask<>(() -> events(epoll, 8, -1));
        Thread.ofVirtual().start(waiting);
        counter.increment();
        assertEquals(List.of(number + ":1"), waiting.get());
    }

    @Test
    void closingEndsTheWait() throws Exception {
        FutureTask<Integer> waiting = new FutureTask<>(() -> epoll.await((i, n, r) -> {}, 8, -1));
        Thread.ofPlatform().daemon().start(waiting);
        epoll.close();
        assertEquals(Outcome.INTERRUPTED, waiting.get());
    }

    @Test
    void socketsBecomeReadyByTheProtocol() throws IOException {
        StreamSocket listener = machine.listener();
        int listening = machine.table.add(listener);
        epoll.add(listening, Readiness.IN);
        StreamSocket client = machine.connected(listener);
        assertEquals(List.of(listening + ":1"), events(epoll, 8, -1));
        StreamSocket server = Objects.requireNonNull(listener.accept());
        int number = machine.table.add(server);
        epoll.add(number, Readiness.IN);
        assertEquals(List.of(), events(epoll, 8, 0));
        client.write(new byte[1], 0, 1);
        assertEquals(List.of(number + ":1"), events(epoll, 8, -1));
        epoll.modify(number, Readiness.IN | Readiness.OUT);
        assertEquals(List.of(number + ":5"), events(epoll, 8, -1));
        server.read(new byte[1], 0, 1);
        assertEquals(List.of(number + ":4"), events(epoll, 8, 0));
    }
}
