package dev.morgana.net.tcp;

import java.util.Arrays;

/// A set of sequence numbers as sorted, disjoint ranges that do not touch. At most so many as the constructor says: what would make
/// another is refused, so that hostile peers find no expensive case. Memory is taken with the first range.
final class SequenceRanges {
    private static final int FIRST = 8;
    private static final int[] NONE = {};

    private final int most;
    private int[] left = NONE;
    private int[] right = NONE;
    private int count;

    SequenceRanges(int most) {
        this.most = most;
    }

    /// The number of ranges.
    int count() {
        return count;
    }

    /// First sequence number of a range; the lowest range is 0.
    int left(int range) {
        return left[range];
    }

    /// Sequence number behind a range.
    int right(int range) {
        return right[range];
    }

    /// The range that contains `number`, or -1.
    int find(int number) {
        int range = notEndingBefore(number + 1);
        return range < count && SequenceNumber.notAfter(left[range], number) ? range : -1;
    }

    /// The first range that ends at or behind `number`; [#count] if there is none.
    int notEndingBefore(int number) {
        int range = 0;
        while (range < count && SequenceNumber.before(right[range], number)) {
            range++;
        }
        return range;
    }

    /// Adds the numbers `from` to `to` - 1, at least one.
    ///
    /// @return how many of them are new; -1 when they would need a range too many: nothing was added
    int add(int from, int to) {
        int first = notEndingBefore(from);
        int behind = first;
        int start = from;
        int end = to;
        int old = 0;
        while (behind < count && SequenceNumber.notAfter(left[behind], to)) {
            start = SequenceNumber.earlier(start, left[behind]);
            end = SequenceNumber.later(end, right[behind]);
            old += right[behind] - left[behind];
            behind++;
        }
        if (behind == first && !openGap(first)) {
            return -1;
        }
        closeGap(first + 1, Math.max(behind, first + 1));
        left[first] = start;
        right[first] = end;
        return end - start - old;
    }

    /// Removes the numbers before `number`.
    void removeBefore(int number) {
        int gone = 0;
        while (gone < count && SequenceNumber.notAfter(right[gone], number)) {
            gone++;
        }
        closeGap(0, gone);
        if (count > 0) {
            left[0] = SequenceNumber.later(left[0], number);
        }
    }

    /// Removes the lowest ranges.
    void removeFirst(int ranges) {
        closeGap(0, ranges);
    }

    /// How many numbers from `from` to `to` - 1 are in the set.
    int octets(int from, int to) {
        int sum = 0;
        for (int i = 0; i < count && SequenceNumber.before(left[i], to); i++) {
            int start = SequenceNumber.later(left[i], from);
            int end = SequenceNumber.earlier(right[i], to);
            sum += Math.max(0, end - start);
        }
        return sum;
    }

    /// Removes everything.
    void clear() {
        count = 0;
    }

    private boolean openGap(int at) {
        if (count == most) {
            return false;
        }
        if (count == left.length) {
            int size = Math.min(most, Math.max(FIRST, 2 * count));
            // both, or none when memory runs out
            int[] longerLeft = Arrays.copyOf(left, size);
            right = Arrays.copyOf(right, size);
            left = longerLeft;
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
