package dev.morgana.net.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.wire.Ipv4Address;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Both ends in one stack, and a pool that runs dry.
final class LoopbackTest {
    private final TcpHost host = new TcpHost(Ipv4Address.of(10, 0, 0, 1), 7, TcpParameters.DEFAULT);
    private long now = 1;

    private void transfer(boolean starving) {
        SplittableRandom random = new SplittableRandom(99);
        Listener listener = host.tcp.listen(host.at(80), 5);
        TcpConnection client = host.watch(host.tcp.connect(host.at(0), host.at(80), now));
        host.poll(now);
        TcpConnection server = listener.accept();
        assertNotNull(server);
        host.watch(server);
        byte[] up = Transfer.octets(500_000, 1);
        byte[] down = Transfer.octets(300_000, 2);
        Transfer outward = new Transfer(client, up, down);
        Transfer inward = new Transfer(server, down, up);
        for (int step = 0; step < 1_000_000 && !(outward.done() && inward.done()); step++) {
            host.starved = starving && random.nextInt(3) > 0;
            outward.work(now);
            inward.work(now);
            now = Math.max(now + 100_000, Math.min(host.poll(now), now + 1_000_000_000));
            host.checkInvariants();
        }
        assertTrue(outward.done() && inward.done(), () -> outward + "; " + inward);
        host.starved = false;
        host.poll(now += 3_600_000_000_000L);
        host.poll(now += 3_600_000_000_000L);
        assertEquals(0, host.tcp.counts().connections());
    }

    @Test
    void bothEndsInOneStack() {
        transfer(false);
        assertEquals(0, host.tcp.counts().retransmitted());
    }

    @Test
    void withoutPacketBuffersMostOfTheTime() {
        transfer(true);
        assertTrue(host.tcp.counts().noBuffer() > 10);
    }

    @Test
    void aPortOfOurOwnThatNobodyListensOnRefuses() {
        TcpConnection c = host.tcp.connect(host.at(0), host.at(81), now);
        host.poll(now);
        assertEquals(TcpFailure.REFUSED, c.failure());
    }

    @Test
    void aConnectionToItselfIsASimultaneousOpen() {
        TcpConnection c = host.watch(host.tcp.connect(host.at(90), host.at(90), now));
        host.poll(now);
        assertEquals(TcpState.ESTABLISHED, c.state());
        assertEquals(3, c.send(new byte[] {1, 2, 3}, 0, 3, now));
        host.poll(now);
        assertEquals(3, c.available());
        host.checkInvariants();
    }
}
