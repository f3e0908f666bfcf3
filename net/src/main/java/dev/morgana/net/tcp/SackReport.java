package dev.morgana.net.tcp;

import dev.morgana.wire.TcpOptions;

/// What our acknowledgments say of text beyond RCV.NXT (RFC 2018 section 4): first the range that grew last, then those that grew before
/// it, then the others, as many as fit. A segment that came twice is reported in front of them, once (RFC 2883).
final class SackReport {
    private static final int REMEMBERED = TcpOptions.MAX_SACK_BLOCKS;
    private static final int BLOCK = 8;
    private static final int FRAME = 4;
    private static final int[] NONE = {};

    private boolean on;
    private int[] latest = NONE;
    private int count;
    private boolean duplicate;
    private int duplicateLeft;
    private int duplicateRight;

    /// Both SYNs permit the option.
    void negotiated() {
        on = true;
    }

    boolean isOn() {
        return on;
    }

    /// Text from `number` on has come into `ranges`.
    void arrived(int number, SequenceRanges ranges) {
        if (!on) {
            return;
        }
        if (latest.length == 0) {
            latest = new int[REMEMBERED];
        }
        // Older entries of the same range, or of none any more, give way.
        int own = ranges.find(number);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int range = ranges.find(latest[i]);
            if (range >= 0 && range != own) {
                latest[kept++] = latest[i];
            }
        }
        kept = Math.min(kept, REMEMBERED - 1);
        System.arraycopy(latest, 0, latest, 1, kept);
        latest[0] = number;
        count = kept + 1;
    }

    /// The text `left` to `right` - 1 has come once more.
    void duplicate(int left, int right) {
        duplicate = on;
        duplicateLeft = left;
        duplicateRight = right;
    }

    /// Octets that the option takes of the next segment.
    int octets(SequenceRanges ranges, boolean timestamps) {
        int blocks = ranges.count() + (duplicate ? 1 : 0);
        return on && blocks > 0 ? FRAME + BLOCK * Math.min(blocks, most(timestamps)) : 0;
    }

    /// Adds the option to the segment that leaves now, behind the others.
    void write(TcpOptions options, SequenceRanges ranges) {
        if (!on) {
            return;
        }
        int first = 0;
        if (duplicate) {
            options.addSackBlock(duplicateLeft, duplicateRight);
            duplicate = false;
            first = 1;
        }
        for (int i = 0; i < count && ranges.count() > 0; i++) {
            add(options, first, ranges, ranges.find(latest[i]));
        }
        for (int range = 0; range < ranges.count(); range++) {
            add(options, first, ranges, range);
        }
    }

    private static void add(TcpOptions options, int first, SequenceRanges ranges, int range) {
        int blocks = options.sackBlocks();
        if (range < 0 || blocks == most(options.timestamps())) {
            return;
        }
        for (int block = first; block < blocks; block++) {
            if (options.sackLeft(block) == ranges.left(range)) {
                return;
            }
        }
        options.addSackBlock(ranges.left(range), ranges.right(range));
    }

    /// The 40 octets of options hold four blocks, or three beside timestamps.
    private static int most(boolean timestamps) {
        return timestamps ? TcpOptions.MAX_SACK_BLOCKS - 1 : TcpOptions.MAX_SACK_BLOCKS;
    }
}
