package dev.morgana.net.tcp;

/// What the peer has acknowledged selectively beyond SND.UNA (RFC 2018 section 5, RFC 6675 section 3). It stays in the send buffer until
/// it is acknowledged cumulatively, since the peer may drop it again.
final class SackScoreboard {
    /// Most ranges: a window of a megabyte in which every third segment is missing. What would make another counts as missing.
    static final int MAX_RANGES = 256;

    /// DupThresh.
    static final int DUPLICATES = 3;

    private final SequenceRanges ranges = new SequenceRanges(MAX_RANGES);

    boolean isEmpty() {
        return ranges.count() == 0;
    }

    /// Adds a block of the option, if it makes sense: beyond `una`, not beyond `nxt`. What lies before is a report of duplicates (RFC 2883).
    ///
    /// @return whether it told something new
    boolean add(int left, int right, int una, int nxt) {
        boolean sensible =
                SequenceNumber.before(una, left)
                        && SequenceNumber.before(left, right)
                        && SequenceNumber.notAfter(right, nxt);
        return sensible && ranges.add(left, right) > 0;
    }

    /// Everything before `una` is acknowledged cumulatively.
    void acknowledge(int una) {
        if (ranges.count() > 0) {
            ranges.removeBefore(una);
        }
        if (ranges.count() > 0 && ranges.left(0) == una) {
            // It would be acknowledged if the peer still had it.
            ranges.removeFirst(1);
        }
    }

    /// Forgets everything (RFC 2018 section 8).
    void clear() {
        ranges.clear();
    }

    /// How many octets from `from` to `to` - 1 were not acknowledged selectively.
    int missing(int from, int to) {
        return Math.max(0, to - from - ranges.octets(from, to));
    }

    /// The first number from `from` on that was not acknowledged selectively.
    int firstMissing(int from) {
        int range = ranges.find(from);
        return range < 0 ? from : ranges.right(range);
    }

    /// Where the hole that contains `number` ends: at the next range, at the latest at `end`.
    int holeEnd(int number, int end) {
        int range = ranges.notEndingBefore(number + 1);
        return range < ranges.count() ? SequenceNumber.earlier(ranges.left(range), end) : end;
    }

    /// Where the highest hole begins below `end`: behind the highest range, or before it if that reaches to `end`.
    int highestHole(int una, int end) {
        int last = ranges.count() - 1;
        if (last >= 0 && ranges.right(last) == end) {
            last--;
        }
        return last < 0 ? una : ranges.right(last);
    }

    /// The beginning of the highest range: what is missing before it was overtaken.
    int overtakenBefore(int una) {
        return ranges.count() == 0 ? una : ranges.left(ranges.count() - 1);
    }

    /// IsLost (RFC 6675 section 4): the number before which everything missing is lost, since three separate ranges or more than two
    /// segments of `smss` octets have arrived above it; `una` if nothing is.
    int lostBefore(int una, int smss) {
        int octets = 0;
        for (int range = ranges.count() - 1; range >= 0; range--) {
            octets += ranges.right(range) - ranges.left(range);
            int above = ranges.count() - range;
            if (above >= DUPLICATES || octets > (DUPLICATES - 1) * smss) {
                return ranges.left(range);
            }
        }
        return una;
    }
}
