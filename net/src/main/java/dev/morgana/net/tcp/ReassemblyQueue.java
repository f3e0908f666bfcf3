package dev.morgana.net.tcp;

/// Which sequence numbers beyond RCV.NXT have arrived (RFC 9293 section 3.10.7.4 SHLD-31): sorted, disjoint ranges. The octets
/// themselves lie in [ReceiveBuffer]. At most [#MAX_RANGES] holes are remembered; what would make another is dropped and comes again,
/// so that hostile peers find no expensive case.
final class ReassemblyQueue {
    /// Most ranges.
    static final int MAX_RANGES = 32;

    private static final int[] NONE = {};

    private int[] left = NONE;
    private int[] right = NONE;
    private int count;
    private boolean finKnown;
    private int fin;

    /// Whether nothing is out of order.
    boolean isEmpty() {
        return count == 0 && !finKnown;
    }

    /// The number of ranges.
    int ranges() {
        return count;
    }

    /// First sequence number of a range.
    int left(int range) {
        return left[range];
    }

    /// Sequence number behind a range.
    int right(int range) {
        return right[range];
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
        int first = 0;
        while (first < count && SequenceNumber.before(right[first], from)) {
            first++;
        }
        int behind = first;
        int start = from;
        int end = to;
        while (behind < count && SequenceNumber.notAfter(left[behind], to)) {
            start = SequenceNumber.earlier(start, left[behind]);
            end = SequenceNumber.later(end, right[behind]);
            behind++;
        }
        if (behind == first && !openGap(first)) {
            return false;
        }
        closeGap(first + 1, Math.max(behind, first + 1));
        left[first] = start;
        right[first] = end;
        return true;
    }

    /// Where the range that starts at or before `nxt` ends; it and all before it are removed.
    int advance(int nxt) {
        int reached = nxt;
        int used = 0;
        while (used < count && SequenceNumber.notAfter(left[used], reached)) {
            reached = SequenceNumber.later(reached, right[used]);
            used++;
        }
        closeGap(0, used);
        return reached;
    }

    /// Forgets everything.
    void clear() {
        count = 0;
        finKnown = false;
    }

    private boolean openGap(int at) {
        if (count == MAX_RANGES) {
            return false;
        }
        if (left.length == 0) {
            left = new int[MAX_RANGES];
            right = new int[MAX_RANGES];
        }
        System.arraycopy(left, at, left, at + 1, count - at);
        System.arraycopy(right, at, right, at + 1, count - at);
        count++;
        return true;
    }

    private void closeGap(int from, int to) {
        if (to > from) {
            System.arraycopy(left, to, left, from, count - to);
            System.arraycopy(right, to, right, from, count - to);
            count -= to - from;
        }
    }
}
