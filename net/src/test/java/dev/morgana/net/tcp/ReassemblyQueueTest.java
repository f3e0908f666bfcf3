package dev.morgana.net.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.testkit.Property;
import java.util.BitSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The ranges out of order, against a set of bits.
final class ReassemblyQueueTest {
    @Test
    @DisplayName(
            "PROTOCOLS 43, 94: ranges are what a set of octets would be, across the wrap of sequence numbers")
    void agreesWithASetOfOctets() {
        Property.check(
                2000,
                random -> {
                    ReassemblyQueue queue = new ReassemblyQueue();
                    BitSet octets = new BitSet();
                    int base = random.nextBoolean() ? -300 : random.nextInt();
                    int nxt = 0;
                    for (int step = 0; step < 60; step++) {
                        int from = nxt + 1 + random.nextInt(600);
                        int to = from + 1 + random.nextInt(40);
                        if (queue.add(base + from, base + to)) {
                            octets.set(from, to);
                        }
                        if (random.nextInt(5) == 0) {
                            int upTo = nxt + random.nextInt(80);
                            int reached = octets.get(upTo) ? octets.nextClearBit(upTo) : upTo;
                            assertEquals(base + reached, queue.advance(base + upTo));
                            octets.clear(0, reached + 1);
                            nxt = reached;
                        }
                        check(queue, octets, base);
                    }
                });
    }

    private static void check(ReassemblyQueue queue, BitSet octets, int base) {
        int at = 0;
        SequenceRanges ranges = queue.ranges();
        for (int i = 0; i < ranges.count(); i++) {
            int left = octets.nextSetBit(at);
            at = octets.nextClearBit(left);
            assertEquals(base + left, ranges.left(i));
            assertEquals(base + at, ranges.right(i));
        }
        assertEquals(-1, octets.nextSetBit(at));
    }

    @Test
    void refusesOneRangeTooMany() {
        ReassemblyQueue queue = new ReassemblyQueue();
        for (int i = 0; i < ReassemblyQueue.MAX_RANGES; i++) {
            assertTrue(queue.add(10 * i, 10 * i + 5));
        }
        assertFalse(queue.add(1007, 1008));
        assertFalse(queue.add(7, 8));
        assertTrue(queue.add(5, 10));
        assertEquals(ReassemblyQueue.MAX_RANGES - 1, queue.ranges().count());
        assertTrue(queue.add(1007, 1008));
    }
}
