package dev.morgana.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OthersTest {
    private final LoopbackMachine machine = new LoopbackMachine();

    @AfterEach
    void end() {
        machine.close();
    }

    @Test
    void aPipeCarriesBytesAndItsEnd() throws Exception {
        PipeSource source = new PipeSource(machine.stack);
        PipeSink sink = source.sink();
        byte[] sent = new byte[100_000];
        FutureTask<Integer> writing =
                new FutureTask<>(() -> {
                    int count = sink.write(sent, 0, sent.length);
                    sink.close();
                    return count;
                });
        Thread.ofPlatform().daemon().start(writing);
        int total = 0;
        int got = source.read(new byte[777], 0, 777);
        while (got > 0) {
            total += got;
            got = source.read(new byte[777], 0, 777);
        }
        assertEquals(Outcome.END, got);
        assertEquals(sent.length, total);
        assertEquals(sent.length, writing.get());
    }

    @Test
    void aPipeWithoutReader() {
        PipeSource source = new PipeSource(machine.stack);
        PipeSink sink = source.sink();
        source.close();
        IOException broken = assertThrows(IOException.class, () -> sink.write(new byte[1], 0, 1));
        assertEquals("Broken pipe", broken.getMessage());
    }

    @Test
    void numbersAreBoundedAndUsedAgain() throws IOException {
        DescriptorTable table = new DescriptorTable(5);
        EventCounter counter = new EventCounter(machine.stack);
        assertEquals(3, table.add(counter));
        assertEquals(4, table.add(counter));
        SocketException full = assertThrows(SocketException.class, () -> table.add(counter));
        assertEquals("Too many open files", full.getMessage());
        table.remove(3);
        assertNull(table.find(3));
        assertThrows(SocketException.class, () -> table.get(3));
        assertEquals(3, table.add(counter));
    }

    @Test
    void theTableGrows() throws IOException {
        DescriptorTable table = new DescriptorTable(1000);
        EventCounter counter = new EventCounter(machine.stack);
        for (int i = DescriptorTable.FIRST; i < 1000; i++) {
            assertEquals(i, table.add(counter));
        }
        assertEquals(counter, table.get(999));
    }

    @Test
    void optionsOfTheIpHeader() throws IOException {
        DatagramSocket datagrams = machine.datagramSocket();
        assertEquals(1, datagrams.groupTimeToLive());
        datagrams.trafficClass(0x1b8);
        datagrams.groupTimeToLive(32);
        assertEquals(0xb8, datagrams.trafficClass());
        assertEquals(32, datagrams.groupTimeToLive());
        StreamSocket listener = machine.listener();
        new StreamSocketOptions(listener).trafficClass(0x28);
        machine.connected(listener);
        StreamSocket accepted = listener.accept();
        assertNotNull(accepted);
        assertEquals(0x28, new StreamSocketOptions(accepted).trafficClass());
    }

    @Test
    void timesOfKeepAlive() {
        StreamSocketOptions options = new StreamSocketOptions(machine.socket());
        assertEquals(7200, options.keepAliveIdle());
        assertEquals(75, options.keepAliveInterval());
        assertEquals(9, options.keepAliveProbes());
        options.keepAliveIdle(10);
        options.keepAliveInterval(2);
        options.keepAliveProbes(3);
        assertEquals(10, options.keepAliveIdle());
        assertEquals(2, options.keepAliveInterval());
        assertEquals(3, options.keepAliveProbes());
    }

    @Test
    void datagramsWithTheirSender() throws IOException {
        DatagramSocket here = machine.datagramSocket();
        here.bind(new Endpoint(Ipv4Address.LOOPBACK, 0));
        DatagramSocket there = machine.datagramSocket();
        there.bind(new Endpoint(Ipv4Address.LOOPBACK, 0));
        assertThrows(BindException.class, () -> machine.datagramSocket().bind(here.local()));
        assertEquals(3, there.send(new byte[] {1, 2, 3}, 0, 3, here.local()));
        Received received = here.receive(new byte[2], 0, 2);
        assertNotNull(received);
        assertEquals(2, received.count());
        assertEquals(there.local(), received.source());
        here.blocking(false);
        assertNull(here.receive(new byte[2], 0, 2));
    }

    @Test
    void aTurnOfTheLoopIsNotMissed() throws IOException {
        // No traffic, no timer: the loop sleeps for ever; a connection's timers must wake it, or
        // this would hang.
        StreamSocket listener = machine.listener();
        StreamSocket client = machine.connected(listener);
        client.close();
        assertTrue(client.isClosed());
    }
}
