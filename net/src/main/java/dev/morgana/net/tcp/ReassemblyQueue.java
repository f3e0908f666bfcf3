package dev.morgana.net.tcp;

/// Which sequence numbers beyond RCV.NXT have arrived (RFC 9293 section 3.10.7.4 SHLD-31). The octets themselves lie in
/// [ReceiveBuffer]. At most [#MAX_RANGES] islands are remembered; what would make another is dropped and comes again.
final class ReassemblyQueue {
    /// Most ranges.
    static final int MAX_RANGES = 32;

    private final SequenceRanges ranges = new SequenceRanges(MAX_RANGES);
    private boolean finKnown;
    private int fin;

    /// Whether nothing is out of order.
    boolean isEmpty() {
        return ranges.count() == 0 && !finKnown;
    }

    /// What has arrived.
    SequenceRanges ranges() {
        return ranges;
    }

    /// Notes that FIN stands at `at`.
    void noteFin(int at) {
        finKnown = true;
        fin = at;
    }

    /// Whether FIN is the next that is expected.
    boolean finAt(int nxt) {
        return finKnown && fin == nxt;
    }

    /// Adds the range `from` to `to`, which is not empty.
    ///
    /// @return false when it would need a range too many: it was not added
    boolean add(int from, int to) {
        return ranges.add(from, to) >= 0;
    }

    /// Where the range that starts at or before `nxt` ends; it and all before it are removed.
    int advance(int nxt) {
        int reached = nxt;
        int used = 0;
        while (used < ranges.count() && SequenceNumber.notAfter(ranges.left(used), reached)) {
            reached = SequenceNumber.later(reached, ranges.right(used));
            used++;
        }
        ranges.removeFirst(used);
        return reached;
    }

    /// Forgets everything.
    void clear() {
        ranges.clear();
        finKnown = false;
    }
}
