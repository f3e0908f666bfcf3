package dev.morgana.net.tcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.testkit.Property;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The small parts, each against something simpler.
final class PartsTest {
    private static final long MILLISECOND = 1_000_000;

    @Test
    @DisplayName("PROTOCOLS 43: sequence numbers compare modulo 2^32")
    void sequenceNumbers() {
        Property.check(
                1000,
                random -> {
                    int a = random.nextInt();
                    int ahead = 1 + random.nextInt(Integer.MAX_VALUE);
                    assertTrue(SequenceNumber.before(a, a + ahead));
                    assertFalse(SequenceNumber.before(a + ahead, a));
                    assertFalse(SequenceNumber.before(a, a));
                    assertTrue(SequenceNumber.notAfter(a, a));
                    assertEquals(a + ahead, SequenceNumber.later(a, a + ahead));
                    assertEquals(a, SequenceNumber.earlier(a + ahead, a));
                    assertTrue(SequenceNumber.within(a, a, a + ahead));
                    assertFalse(SequenceNumber.within(a, a + ahead, a + ahead));
                });
    }

    @Test
    void ringKeepsWhatItWasGiven() {
        Property.check(
                200,
                random -> {
                    SendBuffer buffer =
                            new SendBuffer(1 + random.nextInt(20_000), new MemoryBudget(1 << 20));
                    ByteArrayOutputStream all = new ByteArrayOutputStream();
                    int dropped = 0;
                    for (int step = 0; step < 50; step++) {
                        byte[] octets = new byte[random.nextInt(4000)];
                        random.nextBytes(octets);
                        int free = buffer.free();
                        int taken = buffer.append(octets, 0, octets.length);
                        assertEquals(Math.min(free, octets.length), taken);
                        all.write(octets, 0, taken);
                        byte[] got = new byte[buffer.length()];
                        buffer.copy(0, got, 0, got.length);
                        byte[] want = all.toByteArray();
                        assertArrayEquals(Arrays.copyOfRange(want, dropped, want.length), got);
                        int drop = random.nextInt(buffer.length() + 1);
                        buffer.drop(drop);
                        dropped += drop;
                    }
                });
    }

    @Test
    @DisplayName("PROTOCOLS 16: RFC 6298 2-3: SRTT 1/8, RTTVAR 1/4, K = 4, doubling, cap")
    void roundTripTimes() {
        RttEstimator rtt = new RttEstimator(TcpParameters.Timers.DEFAULT);
        assertEquals(1000 * MILLISECOND, rtt.timeout());
        rtt.sample(800 * MILLISECOND);
        assertEquals((800 + 4 * 400) * MILLISECOND, rtt.timeout());
        rtt.sample(1600 * MILLISECOND);
        // RTTVAR = 3/4 * 400 + 1/4 * 800, SRTT = 7/8 * 800 + 1/8 * 1600
        assertEquals((900 + 4 * 500) * MILLISECOND, rtt.timeout());
        for (int i = 0; i < 20; i++) {
            rtt.backOff();
        }
        assertEquals(60_000 * MILLISECOND, rtt.timeout());
    }

    @Test
    @DisplayName("PROTOCOLS 16: RFC 6298 3: Karn's rule: what was sent twice is not measured")
    void karn() {
        RttEstimator rtt = new RttEstimator(TcpParameters.Timers.DEFAULT);
        rtt.sent(100, 0);
        rtt.retransmitted();
        rtt.acknowledged(100, 5000 * MILLISECOND);
        assertEquals(1000 * MILLISECOND, rtt.timeout());
        rtt.sent(200, 0);
        rtt.sent(300, 10 * MILLISECOND);
        rtt.acknowledged(150, 20 * MILLISECOND);
        assertEquals(0, rtt.smoothed());
        rtt.acknowledged(300, 40 * MILLISECOND);
        assertEquals(40 * MILLISECOND, rtt.smoothed());
    }

    @Test
    @DisplayName(
            "PROTOCOLS 17: RFC 7323 4: an echo ends the backing off, wherever in the window it comes")
    void backedOffUntilTheNextEcho() {
        RttEstimator rtt = new RttEstimator(TcpParameters.Timers.DEFAULT);
        int windowEnd = 90_000;
        rtt.echoed(1000, windowEnd, 10 * MILLISECOND);
        long usual = rtt.timeout();
        rtt.backOff();
        rtt.backOff();
        assertEquals(4 * usual, rtt.timeout());
        rtt.echoed(2000, windowEnd, 10 * MILLISECOND);
        assertEquals(usual, rtt.timeout());
        rtt.echoed(3000, windowEnd, 900 * MILLISECOND);
        assertEquals(10 * MILLISECOND, rtt.smoothed(), "the second of one round trip");
    }

    @Test
    @DisplayName(
            "PROTOCOLS 18, 19: RFC 5681 3.1: slow start, congestion avoidance, ssthresh = max(flight / 2, 2 SMSS)")
    void congestion() {
        NewReno reno = new NewReno();
        reno.established(1000, false);
        assertEquals(10_000, reno.window());
        reno.acknowledged(2000, 2000, 10_000);
        assertEquals(12_000, reno.window());
        // A window that is not used does not grow.
        reno.acknowledged(4000, 2000, 3000);
        assertEquals(12_000, reno.window());
        reno.timedOut(20_000, 12_000, false);
        assertEquals(1000, reno.window());
        reno.timedOut(20_000, 1000, true);
        int ack = 4000;
        for (int i = 0; i < 5; i++) {
            reno.acknowledged(ack += 1000, 1000, reno.window());
        }
        assertEquals(6000, reno.window());
        // From ssthresh = 6000 on: one segment per window.
        for (int i = 0; i < 6; i++) {
            reno.acknowledged(ack += 1000, 1000, 6000);
        }
        assertEquals(7000, reno.window());
        reno.timedOut(20_000, 1500, false);
        reno.acknowledged(ack += 1000, 1000, 1000);
        reno.acknowledged(ack + 1000, 1000, 2000);
        assertEquals(2000, reno.window(), "ssthresh is at least two segments");
    }

    @Test
    void tableFindsWhatIsInIt() {
        ConnectionTable table = new ConnectionTable(new java.util.SplittableRandom(5)::nextLong);
        TcpScript script = new TcpScript();
        List<SocketPair> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            SocketPair entry = pair(script, i, 0);
            all.add(entry);
            table.add(entry);
        }
        assertEquals(1000, table.size());
        for (SocketPair entry : all) {
            assertSame(entry, table.find(entry.local(), entry.remote()));
        }
        for (SocketPair entry : all) {
            assertTrue(table.remove(entry));
            assertFalse(table.remove(entry));
            assertNull(table.find(entry.local(), entry.remote()));
        }
        assertEquals(0, table.size());
    }

    private static TimeWait pair(TcpScript script, int number, long deadline) {
        Endpoint remote = new Endpoint(Ipv4Address.of(10, 1, number >> 8, number & 255), 80);
        return new TimeWait(new TcpConnection(script.tcp, TcpScript.US, remote, null), deadline);
    }

    @Test
    void deadlinesComeInOrder() {
        TcpScript script = new TcpScript();
        Property.check(
                100,
                random -> {
                    DeadlineQueue queue = new DeadlineQueue();
                    List<TimeWait> all = new ArrayList<>();
                    for (int i = 0; i < 200; i++) {
                        TimeWait entry = pair(script, i, random.nextInt(1000));
                        all.add(entry);
                        queue.update(entry);
                    }
                    for (int i = 0; i < 300; i++) {
                        TimeWait entry = all.get(random.nextInt(all.size()));
                        if (random.nextInt(8) == 0) {
                            queue.remove(entry);
                            all.remove(entry);
                        } else {
                            entry.restart(random.nextInt(1000));
                            queue.update(entry);
                        }
                    }
                    int left = all.size();
                    for (int now = 0; now < 1000; now++) {
                        assertTrue(queue.next() >= now, "overdue");
                        SocketPair due = queue.due(now);
                        for (; due != null; due = queue.due(now), left--) {
                            assertEquals(now, due.deadline());
                        }
                    }
                    assertEquals(0, left);
                    assertNull(queue.due(1000));
                    assertEquals(SocketPair.NEVER, queue.next());
                });
    }

    @Test
    @DisplayName("PROTOCOLS 7: SipHash-2-4 gives the value of its authors")
    void sipHash() {
        // Test vector of the reference implementation for the input 00 01 .. 0f under the key 00 01
        // .. 0f.
        SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        assertEquals(0x3f2acc7f57c29bdbL, hash.hash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L));
    }
}
