package dev.morgana.net.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.morgana.testkit.Property;
import java.util.BitSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// [SequenceRanges] and [SackScoreboard] against sets of single octets.
final class SequenceRangesTest {
    private static final int SMSS = 10;

    @Test
    @DisplayName(
            "PROTOCOLS 43: ranges are what a set of octets would be, across the wrap of sequence numbers")
    void rangesAreASet() {
        Property.check(
                1000,
                random -> {
                    SequenceRanges ranges = new SequenceRanges(40);
                    BitSet octets = new BitSet();
                    int base = random.nextBoolean() ? -300 : random.nextInt();
                    for (int step = 0; step < 80; step++) {
                        int from = random.nextInt(800);
                        int to = from + 1 + random.nextInt(30);
                        if (random.nextInt(12) == 0) {
                            ranges.removeBefore(base + from / 2);
                            octets.clear(0, from / 2);
                        } else {
                            int before = octets.cardinality();
                            int added = ranges.add(base + from, base + to);
                            octets.set(from, added < 0 ? from : to);
                            assertEquals(octets.cardinality() - before, Math.max(0, added));
                        }
                        assertEquals(octets.get(from), ranges.find(base + from) >= 0);
                        int count = octets.get(from, to).cardinality();
                        assertEquals(count, ranges.octets(base + from, base + to));
                    }
                });
    }

    @Test
    @DisplayName(
            "PROTOCOLS 39: RFC 6675 4: IsLost, pipe and the holes are what counting single octets gives")
    void scoreboardCountsOctets() {
        Property.check(
                500,
                random -> {
                    SackScoreboard board = new SackScoreboard();
                    BitSet sacked = new BitSet();
                    int base = random.nextInt();
                    int nxt = 50 + random.nextInt(300);
                    for (int block = random.nextInt(10); block > 0; block--) {
                        int left = 1 + random.nextInt(nxt - 1);
                        int right = left + 1 + random.nextInt(nxt - left);
                        board.add(base + left, base + right, base, base + nxt);
                        sacked.set(left, right);
                    }
                    int lost = board.lostBefore(base, SMSS) - base;
                    for (int octet = 0; octet < nxt; octet++) {
                        if (!sacked.get(octet)) {
                            assertEquals(isLost(octet, sacked), octet < lost, "octet " + octet);
                        }
                    }
                    int from = random.nextInt(nxt);
                    int missing = nxt - from - sacked.get(from, nxt).cardinality();
                    assertEquals(missing, board.missing(base + from, base + nxt));
                    int hole = sacked.nextClearBit(from);
                    assertEquals(base + hole, board.firstMissing(base + from));
                    int end = sacked.nextSetBit(hole);
                    end = end < 0 || end > nxt ? nxt : end;
                    assertEquals(base + end, board.holeEnd(base + hole, base + nxt));
                });
    }

    /// RFC 6675 section 4, as it is written.
    private static boolean isLost(int octet, BitSet sacked) {
        int separate = 0;
        for (int at = sacked.nextSetBit(octet); at >= 0; separate++) {
            at = sacked.nextSetBit(sacked.nextClearBit(at));
        }
        int octets = sacked.get(octet, Math.max(octet, sacked.length())).cardinality();
        return separate >= 3 || octets > 2 * SMSS;
    }
}
